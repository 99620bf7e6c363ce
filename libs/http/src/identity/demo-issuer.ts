import { type CryptoKey, importJWK, jwtVerify, SignJWT } from 'jose';
import type { Role } from '#eventing';
import { BearerTokens } from './bearer.js';
import { demoKey } from './demo-key.js';
import type { Identities } from './identity.js';

const ISSUER = 'groundswell-demo';
const AUDIENCE = 'groundswell';

/** What a demonstration token grants. */
export interface DemoGrant {
  readonly role: Role | readonly Role[];
  /** `*` for all of them. */
  readonly partnerships?: readonly string[];
  readonly urns?: readonly string[];
  /** Whose token it is; `demo-<role>` when absent. */
  readonly sub?: string;
  /** How long it is good for, in seconds or as `12h`; 12 hours when absent. */
  readonly ttl?: number | string;
}

/** Signs and verifies the demonstration's own tokens: `AUTH=demo`, never in production. */
export class DemoIssuer {
  private constructor(
    private readonly privateKey: CryptoKey,
    private readonly publicKey: CryptoKey,
  ) {}

  /** Opens the key pair in `file`, or makes it. Throws when `nodeEnv` is `production`. */
  static async open(file: string, nodeEnv: string | undefined): Promise<DemoIssuer> {
    if (nodeEnv === 'production')
      throw new Error('AUTH=demo signs its own tokens and is refused in production; use AUTH=oidc');
    const { d, ...rest } = await demoKey(file);
    const privateKey = await importJWK({ ...rest, d }, 'EdDSA');
    const publicKey = await importJWK(rest, 'EdDSA');
    return new DemoIssuer(privateKey as CryptoKey, publicKey as CryptoKey);
  }

  /** A token for this grant. */
  sign({ role, partnerships = [], urns = [], sub, ttl = '12h' }: DemoGrant): Promise<string> {
    const roles = [role].flat();
    return new SignJWT({ roles, partnerships, urns })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(sub ?? `demo-${roles.join('-')}`)
      .setIssuedAt()
      .setExpirationTime(typeof ttl === 'number' ? `${ttl}s` : ttl)
      .sign(this.privateKey);
  }

  /** The identities of the tokens signed here. */
  identities(): Identities {
    const options = {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['EdDSA', 'Ed25519'],
      requiredClaims: ['sub', 'exp'],
    };
    return new BearerTokens(
      async (token) => (await jwtVerify(token, this.publicKey, options)).payload,
    );
  }
}
