import { errors, type JWTPayload } from 'jose';
import { SystemClock } from '#eventing';
import { problem, type Problem } from '../problem/problem.js';
import { isUnavailable } from '../problem/unavailable.js';
import { BadClaim, identityOf } from './claims.js';
import { IssuerAway, WrongIssuer } from './discovery.js';
import { Identities, type Identity } from './identity.js';

/** Verifies the signature, issuer, audience and times of a token, or throws. */
export type Verify = (token: string) => Promise<JWTPayload>;

const KEPT_MS = 60_000;
const MOST_KEPT = 5_000;

/** The 401 of a request without a good token. */
export const unauthenticated = (detail: string, error?: 'invalid_token'): Problem =>
  problem('unauthenticated', detail, {
    headers: {
      'www-authenticate': `Bearer realm="groundswell"${error ? `, error="${error}"` : ''}`,
    },
  });

/**
 * Bearer tokens. One that was verified is remembered until it expires, and for a minute at most, so that a
 * signature is not checked again for every request. Tokens live in real time, whatever the house's clock says.
 */
export class BearerTokens extends Identities {
  private readonly known = new Map<string, { identity: Identity; until: number }>();
  private readonly clock = new SystemClock();

  constructor(
    private readonly verify: Verify,
    private readonly namespace = '',
  ) {
    super();
  }

  async of(token: string): Promise<Identity> {
    const now = Date.parse(this.clock.now());
    const known = this.known.get(token);
    if (known && known.until > now) return known.identity;
    const claims = await this.verified(token);
    const identity = this.stated(claims);
    this.keep(token, identity, Math.min(now + KEPT_MS, (claims.exp ?? 0) * 1000));
    return identity;
  }

  private stated(claims: JWTPayload): Identity {
    try {
      return identityOf(claims, this.namespace);
    } catch (error) {
      if (error instanceof BadClaim) throw unauthenticated(error.message, 'invalid_token');
      throw error;
    }
  }

  private async verified(token: string): Promise<JWTPayload> {
    try {
      return await this.verify(token);
    } catch (error) {
      if (error instanceof errors.JWTExpired)
        throw unauthenticated('The token has expired.', 'invalid_token');
      if (error instanceof WrongIssuer)
        throw problem(
          'unavailable',
          'No token can be judged here: OIDC_ISSUER is not set as it must be. Whoever runs this server finds more in groundswell doctor.',
        );
      if (issuerIsAway(error))
        throw problem('unavailable', 'The issuer of tokens is not reachable. Try again.', {
          headers: { 'retry-after': '2' },
        });
      if (error instanceof errors.JWTClaimValidationFailed)
        throw unauthenticated(
          `The claim ${error.claim} of the token ${error.reason === 'missing' ? 'is missing' : 'is not what it must be here'}.`,
          'invalid_token',
        );
      if (error instanceof errors.JOSEError)
        throw unauthenticated('The token is not one of ours.', 'invalid_token');
      throw error;
    }
  }

  private keep(token: string, identity: Identity, until: number): void {
    this.known.delete(token);
    this.known.set(token, { identity, until });
    if (this.known.size <= MOST_KEPT) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

/** The issuer's keys could not be had: that says nothing about the token. */
function issuerIsAway(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof IssuerAway) return true;
  if (error instanceof errors.JOSEError) return error.code === 'ERR_JOSE_GENERIC';
  return error instanceof TypeError ? error.message === 'fetch failed' : isUnavailable(error);
}
