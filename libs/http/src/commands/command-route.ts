import type { Type } from '@nestjs/common';
import { type AnyAggregate, type CommandShape, isUuid } from '#eventing';
import { invalid } from '../problem/problem.js';
import type { Beside } from './beside.js';
import { type Narratives } from './narratives.js';

/** A command's class, as `command` of #eventing makes it. */
export type CommandType = (new () => CommandShape & object) & {
  readonly type: string;
  readonly says: string;
};

/** One route that takes one command, with everything that can be worked out before a request comes. */
export interface CommandRoute {
  readonly aggregate: AnyAggregate;
  readonly command: CommandType;
  /** As the router has it: `/v1/needs/:id/validation`. */
  readonly path: string;
  /** `/v1/needs`. */
  readonly collection: string;
  readonly creates: boolean;
  /** The subject is there before any event tells of it. */
  readonly standing: boolean;
  /** For a natural key: the id that the command itself names. */
  readonly subject?: (command: CommandShape) => string;
  readonly idOf: (parameter: string | undefined) => string;
  readonly narratives: Narratives;
  readonly subjects: (command: CommandShape, id: string) => readonly string[];
  readonly beside?: Type<Beside>;
}

/** Reads the id of a path: a UUID, or what the pattern of a natural key says. */
export const idReader =
  (pattern: RegExp | undefined) =>
  (parameter: string | undefined): string => {
    const id = parameter ?? '';
    if (pattern ? pattern.test(id) : isUuid(id)) return id;
    throw invalid('path-invalid', {
      path: 'id',
      message: pattern ? `must match ${String(pattern)}` : 'must be an id (a UUID)',
    });
  };

/** Whom the narratives of a command are about, unless its route says otherwise: its subject, and the school it names. */
export const subjectsBy =
  (identity: string) =>
  (command: CommandShape, id: string): readonly string[] => {
    const { urn } = command as { urn?: unknown };
    return [`${identity}:${id}`, ...(typeof urn === 'string' ? [`urn:${urn}`] : [])];
  };
