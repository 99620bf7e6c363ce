import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { BearerTokens, IssuerAway } from './bearer.js';
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
const DISCOVERY_MS = 5_000;

/**
 * Verifies tokens against the issuer's published keys. The issuer is discovered when first needed, and again
 * after it was away: until then callers get 503, and the house starts without it.
 */
export function oidcIdentities(options: OidcOptions): Identities {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    found ??= discover(options.issuer).catch((error: unknown) => {
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

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_MS) }).catch(
    (error: unknown) => {
      throw new IssuerAway(`${address} does not answer`, { cause: error });
    },
  );
  const found = (await answer.json().catch(() => ({}))) as { issuer?: string; jwks_uri?: string };
  if (!answer.ok || found.issuer !== issuer || !URL.canParse(found.jwks_uri ?? ''))
    throw new IssuerAway(`${address} is not the configuration of ${issuer}`);
  return createRemoteJWKSet(new URL(found.jwks_uri ?? ''));
}
