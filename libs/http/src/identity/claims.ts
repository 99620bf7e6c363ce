import type { JWTPayload } from 'jose';
import { isRole } from '#eventing';
import type { Identity } from './identity.js';

const words = (value: unknown): readonly string[] | undefined =>
  value === undefined
    ? []
    : Array.isArray(value) && value.every((it) => typeof it === 'string')
      ? value
      : undefined;

/**
 * The identity that the claims of a verified token state: `sub`, and `roles`, `partnerships` and `urns` behind
 * the namespace. Roles we do not know are left out. `undefined` when a claim has another shape.
 */
export function identityOf(claims: JWTPayload, namespace = ''): Identity | undefined {
  const roles = words(claims[`${namespace}roles`]);
  const partnerships = words(claims[`${namespace}partnerships`]);
  const urns = words(claims[`${namespace}urns`]);
  if (!claims.sub || !roles || !partnerships || !urns) return undefined;
  return { id: claims.sub, roles: roles.filter(isRole), partnerships, urns };
}
