import type { RecordCensusReturn } from '#network';

/** A reference to something an earlier step made, by its alias; or to an id derived from that id. */
export interface Ref {
  readonly ref: string;
  readonly derive: (id: string) => string;
}

/** The id answered by the step with this alias. */
export const ref = (alias: string, derive: (id: string) => string = (id) => id): Ref => ({
  ref: alias,
  derive,
});

/** Who acts in a step. Ids only: nobody in the demonstration has a name in an event. */
export interface Persona {
  readonly id: string;
  readonly role:
    'operator' | 'broker' | 'board' | 'headteacher' | 'chair' | 'evaluator' | 'analyst';
  /** Aliases of partnerships. */
  readonly partnerships?: readonly string[];
  readonly urns?: readonly string[];
}

/** What a school census says of a school. It has no route: an import takes it in. */
export interface CensusReturn {
  /** The day on which it was recorded. */
  readonly on: string;
  readonly urn: string;
  readonly census: RecordCensusReturn;
}

/** One command of the story, sent through the same edge as anybody's. */
export interface Step {
  /** The day on which it was recorded. */
  readonly on: string;
  readonly by: Persona;
  /** The route below `/v1/`; a `Ref` stands for the id in it. */
  readonly post: readonly (string | Ref)[];
  readonly body: Readonly<Record<string, unknown>>;
  /** Under which later steps refer to what it made. */
  readonly as?: string;
}

/** A step; see `Step`. */
export const step = (
  on: string,
  by: Persona,
  post: readonly (string | Ref)[],
  body: Readonly<Record<string, unknown>> = {},
  as?: string,
): Step => ({ on, by, post, body, ...(as === undefined ? {} : { as }) });
