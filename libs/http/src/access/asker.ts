import type { Actor, Grant, Reach, Role, Scope } from '#eventing';
import type { Identity } from '../identity/identity.js';
import type { Scopes } from '../identity/scopes.js';

/** The caller of one request, let in by the gate. */
export class Asker {
  constructor(
    readonly identity: Identity,
    /** The first grant of what they ask for to a role of theirs. */
    private readonly grant: Grant,
    private readonly scopes: Scopes,
  ) {}

  /** The role in which they ask. */
  get role(): Role {
    return this.grant.role;
  }

  /** How far what they ask for reaches. */
  get reach(): Reach {
    return this.grant.reach;
  }

  /** Who acts, and for whom, as events record it. */
  get actor(): Actor & { readonly urns: readonly string[] } {
    const { id, urns } = this.identity;
    const actedFor = bodyOf(this.identity, this.role);
    return { id, role: this.role, urns, ...(actedFor ? { onBehalfOf: actedFor } : {}) };
  }

  /** What they may reach, with memberships as they are now: of the past too. */
  scope(): Promise<Scope> {
    return this.scopes.of(this.identity, this.role);
  }
}

/** The one school or partnership that somebody acts for in a role, when their token names one and no other. */
function bodyOf({ partnerships, urns }: Identity, role: Role): string | undefined {
  const speaksForSchools = role === 'headteacher' || role === 'chair';
  const [one, ...others] = speaksForSchools ? urns : partnerships;
  if (one === undefined || one === '*' || others.length > 0) return undefined;
  return `${speaksForSchools ? 'urn' : 'partnership'}:${one}`;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the gate on every route that is not public. */
    asker: Asker | null;
  }
}
