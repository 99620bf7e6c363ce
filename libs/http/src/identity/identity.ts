import type { Role } from '#eventing';

/** Who is asking, as their token says: an id (never a name), and what was granted to them. */
export interface Identity {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Partnerships they act for; `*` is all of them. */
  readonly partnerships: readonly string[];
  /** Schools they speak for. */
  readonly urns: readonly string[];
}

/** Knows tokens: who holds this one? */
export abstract class Identities {
  /** Throws a `Problem`: `unauthenticated` for a token that is not good, `unavailable` when nobody can tell. */
  abstract of(token: string): Promise<Identity>;
}
