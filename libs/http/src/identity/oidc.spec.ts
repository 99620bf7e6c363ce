import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Problem } from '../problem/problem.js';
import type { Identities } from './identity.js';
import { discover, IssuerAway, WrongIssuer } from './discovery.js';
import { oidcIdentities } from './oidc.js';

const namespace = 'https://groundswell.example/';
let server: Server;
let issuer: string;
let key: CryptoKey;
let fetched = 0;
let away = true;
let names: string | undefined;
let identities: Identities;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
  server = createServer((request, response) => {
    fetched++;
    response.statusCode = away ? 500 : request.url?.startsWith('/missing') ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    const configuration = { issuer: names ?? issuer, jwks_uri: `${issuer}/keys` };
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : configuration));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  identities = oidcIdentities({ issuer, audience: 'groundswell', claimNamespace: namespace });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const claims = {
  [`${namespace}roles`]: ['broker', 'janitor'],
  [`${namespace}partnerships`]: ['p1'],
};
const token = (
  more: Record<string, unknown> = {},
  { audience = 'groundswell', from = issuer, by = key, expires = '5m' } = {},
) =>
  new SignJWT({ ...claims, ...more })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject('user-7')
    .setIssuer(from)
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(by);

async function refused(bearer: string): Promise<string> {
  try {
    await identities.of(bearer);
    return 'let in';
  } catch (error) {
    return error instanceof Problem ? error.code : String(error);
  }
}

describe('an issuer that is another than was set', () => {
  const problemOf = async (set: string): Promise<Problem> => {
    const others = oidcIdentities({ issuer: set, audience: 'groundswell' });
    return (await others.of(await token()).catch((error: unknown) => error)) as Problem;
  };
  const until = async (wrongly: () => void): Promise<Problem> => {
    away = false;
    wrongly();
    const it = await problemOf(issuer);
    names = undefined;
    away = true;
    return it;
  };

  it('is told apart from one that is away: nobody is told to try again', async () => {
    const wrong = await until(() => (names = 'https://else.example'));
    expect([wrong.status, wrong.code]).toEqual([503, 'unavailable']);
    expect(wrong.detail).toContain('OIDC_ISSUER');
    expect(wrong.detail).not.toMatch(/again/i);
    expect(wrong.extra.headers).toBeUndefined();
    const gone = await problemOf(issuer);
    expect([gone.status, gone.detail]).toEqual([
      503,
      'The issuer of tokens is not reachable. Try again.',
    ]);
    expect(gone.extra.headers).toEqual({ 'retry-after': '2' });
  });

  it('is said to whoever set it, with what is there instead', async () => {
    away = false;
    names = 'https://else.example';
    await expect(discover(issuer)).rejects.toThrow(
      `${issuer}/.well-known/openid-configuration is the configuration of https://else.example`,
    );
    names = undefined;
    // as it is, but for the slash
    await expect(discover(`${issuer}/`)).rejects.toThrow(WrongIssuer);
    await expect(discover(`${issuer}/missing`)).rejects.toThrow('answers 404: no issuer is there');
    expect((await discover(issuer)).href).toBe(`${issuer}/keys`);
    away = true;
    await expect(discover(issuer)).rejects.toThrow(IssuerAway);
    await expect(discover('http://127.0.0.1:1')).rejects.toThrow(IssuerAway);
  });
});

describe('tokens of an OpenID Connect issuer', () => {
  it('cannot be judged while the issuer is away, and can once it is back', async () => {
    expect(await refused(await token())).toBe('unavailable');
    away = false;
    expect(await identities.of(await token())).toEqual({
      id: 'user-7',
      roles: ['broker'],
      partnerships: ['p1'],
      urns: [],
    });
  });

  it('are verified once, while they are good', async () => {
    const bearer = await token();
    await identities.of(bearer);
    const before = fetched;
    const known = await identities.of(bearer);
    expect(await identities.of(bearer)).toBe(known);
    expect(fetched).toBe(before);
  });

  it('of another issuer, audience, key or time are refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    expect(await refused(await token({}, { audience: 'payroll' }))).toBe('unauthenticated');
    expect(await refused(await token({}, { from: 'https://else.example' }))).toBe(
      'unauthenticated',
    );
    expect(await refused(await token({}, { by: privateKey }))).toBe('unauthenticated');
    expect(await refused(await token({}, { expires: '-1m' }))).toBe('unauthenticated');
  });

  it('with claims of another shape are refused', async () => {
    expect(await refused(await token({ [`${namespace}roles`]: 'operator' }))).toBe(
      'unauthenticated',
    );
    expect(await refused(await token({ [`${namespace}urns`]: [139402] }))).toBe('unauthenticated');
  });
});
