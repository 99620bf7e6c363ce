import type { Actor, Scope } from '#eventing';
import type { Identity } from '../identity/identity.js';
import type { Scopes } from '../identity/scopes.js';
import type { Role } from '#eventing';

/** The caller of one request, let in by the gate. */
export class Asker {
  constructor(
    readonly identity: Identity,
    /** The first of their roles that was granted what they ask for. */
    readonly role: Role,
    private readonly scopes: Scopes,
  ) {}

  /** Who acts, as events record it. */
  get actor(): Actor & { readonly urns: readonly string[] } {
    return { id: this.identity.id, role: this.role, urns: this.identity.urns };
  }

  /** What they may reach, with memberships as they are now: of the past too. */
  scope(): Promise<Scope> {
    return this.scopes.of(this.identity);
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the gate on every route that is not public. */
    asker: Asker | null;
  }
}
