import type { JWTPayload } from 'jose';
import { asKept, isHouseActor, isRole } from '#eventing';
import type { Identity } from './identity.js';

/** A claim that cannot be: which, and what it must be. What it says is not repeated. */
export class BadClaim extends Error {
  constructor(claim: string, says: string) {
    super(`The claim ${claim} of the token ${says}.`);
    this.name = 'BadClaim';
  }
}

/** As OpenID Connect bounds a subject; what is granted is no longer than that. */
const PRINTABLE = /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const MOST = 1_000;

const isPrintable = (value: unknown): value is string =>
  typeof value === 'string' && PRINTABLE.test(value);

/**
 * The identity that the claims of a verified token state: `sub`, and `roles`, `partnerships` and `urns` behind the
 * namespace. Roles we do not know are left out. Throws `BadClaim` for the first that has another shape, or names the house.
 */
export function identityOf(claims: JWTPayload, namespace = ''): Identity {
  const words = (name: string): readonly string[] => {
    const claim = `${namespace}${name}`;
    const value = claims[claim];
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.length > MOST || !value.every(isPrintable))
      throw new BadClaim(
        claim,
        `must be a list of at most ${MOST} texts, each of 1 to 255 printable ASCII characters`,
      );
    return value;
  };
  return {
    id: subjectOf(claims.sub),
    roles: words('roles').filter(isRole),
    partnerships: words('partnerships').map(asKept),
    urns: words('urns'),
  };
}

function subjectOf(sub: unknown): string {
  if (!isPrintable(sub))
    throw new BadClaim('sub', 'must be text of 1 to 255 printable ASCII characters');
  if (isHouseActor(sub)) throw new BadClaim('sub', 'is a name that the house keeps for itself');
  return sub;
}
