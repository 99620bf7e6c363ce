import type { HouseActor } from './house-actor.js';
import { idOf } from './ids.js';
import type { CommandShape } from './decider.js';
import type { Actor, Position } from './message.js';
import type { Reach } from './reach.js';
import type { Role } from './role.js';

/** The identities a caller may reach; `all` for those who run the house. */
export type Scope = 'all' | ReadonlySet<string>;

/** Everything about a command that is not the command: who, why, and how often it was sent. */
export interface Request {
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor & { readonly urns: readonly string[] };
  readonly scope: Scope;
  /** How far this command of theirs reaches; as far as their scope when absent. */
  readonly reach?: Reach;
  /** The revision that `If-Match` named; such a command is never retried. */
  readonly ifMatch?: number;
  /** `existing`: an unknown id is `NotFound` before any rule is asked. */
  readonly subject: 'new' | 'existing' | 'either';
  /** The id was drawn for this very request: nothing can be there, so nothing is read before the first append. */
  readonly fresh?: boolean;
  /** A part of another command, which its caller was let in for: nobody's audience is asked. */
  readonly part?: boolean;
  /** Stores what its events will name: runs once it is decided and what it needs is reserved, before they are recorded. */
  readonly keep?: () => Promise<void>;
}

/** The request of a command that the house itself sends: for its own reason, unless `rest` tells of another. */
export const requestOf = (
  id: HouseActor,
  commandId: string,
  { role = 'service', ...rest }: Partial<Request> & { readonly role?: Role } = {},
): Request => ({
  ...{ commandId, correlationId: commandId, causationId: commandId },
  actor: { id, role, urns: [] },
  scope: 'all',
  subject: 'either',
  ...rest,
});

/** The request of a command that says itself for whom its caller speaks: that, not whom they act for in general, is recorded. */
export function spokenFor(command: CommandShape, request: Request): Request {
  const { onBehalfOf } = command as { readonly onBehalfOf?: unknown };
  if (typeof onBehalfOf !== 'string') return request;
  return { ...request, actor: { ...request.actor, onBehalfOf } };
}

/** What became of a command: the same again for every repeat of it. */
export interface Outcome {
  readonly id: string;
  readonly revision: number;
  /** The position of its last event; absent when it changed nothing. */
  readonly position?: Position;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** Whether any of the identities lies within a scope. */
export const within = (scope: Scope, identities: readonly string[]): boolean =>
  scope === 'all' || identities.some((it) => scope.has(it));

/** The request of a command that is part of another: its own id, the other as its cause. */
export function partOf(request: Request, part: string): Request {
  const { ifMatch: _, bodyHash: __, fresh: ___, reach: ____, keep: _____, ...rest } = request;
  return {
    ...rest,
    commandId: idOf(request.commandId, part),
    causationId: request.commandId,
    scope: 'all',
    subject: 'either',
    part: true,
  };
}
