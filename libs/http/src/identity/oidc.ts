import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { BearerTokens } from './bearer.js';
import { discover } from './discovery.js';
import type { Identities } from './identity.js';

/** Tokens of an OpenID Connect issuer. */
export interface OidcOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Stands before the claims `roles`, `partnerships` and `urns`, e.g. `https://groundswell.example/`. */
  readonly claimNamespace?: string;
}

const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

/**
 * Verifies tokens against the issuer's published keys. The issuer is discovered when first needed, and again
 * after it was away or was another: until then callers get 503.
 */
export function oidcIdentities(options: OidcOptions): Identities {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    found ??= discover(options.issuer)
      .then((it) => createRemoteJWKSet(it))
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  };
  return new BearerTokens(async (token) => {
    const { payload } = await jwtVerify(token, await keys(), {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: ALGORITHMS,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: 5,
    });
    return payload;
  }, options.claimNamespace);
}
