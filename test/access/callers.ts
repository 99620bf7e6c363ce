import { importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type DemoGrant, DemoIssuer, type Role } from '#http';
import { testFolder } from '#testing';
import type { AccessHouse } from './house.js';
import type { Subjects } from './subjects.js';

/** Machines and those who run the house reach everything: nothing is another's to them. */
export const reachesAll = (role: Role): boolean => role === 'operator' || role === 'service';

/** Heads and chairs speak for schools; the others act for a partnership. */
export const speaksForSchools = (role: Role): boolean => role === 'headteacher' || role === 'chair';

/** What somebody in this role is granted who is at home with these subjects. */
export function grantOf(role: Role, { ids, urns }: Subjects): DemoGrant {
  if (reachesAll(role)) return { role };
  return speaksForSchools(role) ? { role, urns } : { role, partnerships: [ids.partnership] };
}

/** Tokens that are not good, each for another reason; what they claim would let them in everywhere. */
export async function badTokens(house: AccessHouse): Promise<Record<string, string>> {
  const claims = { roles: ['operator', 'broker'], partnerships: ['*'], urns: [] };
  const jwk = JSON.parse(readFileSync(path.join(house.folder, 'demo.jwk'), 'utf8'));
  const key = await importJWK(jwk, 'EdDSA');
  const told = { issuer: 'groundswell-demo', audience: 'groundswell', subject: 'x', expires: '1h' };
  const ours = ({ issuer, audience, subject, expires }: Partial<typeof told>) => {
    const token = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' });
    if (issuer) token.setIssuer(issuer);
    if (audience) token.setAudience(audience);
    if (subject) token.setSubject(subject);
    if (expires) token.setExpirationTime(expires);
    return token;
  };
  const grant = { role: ['operator', 'broker'] as const, partnerships: ['*'] };
  const stranger = await DemoIssuer.open(path.join(testFolder(), 'demo.jwk'), 'test');
  const [header = '', , signature = ''] = (await house.sign({ role: 'analyst' })).split('.');
  const unsecured = new UnsecuredJWT(claims).setIssuer(told.issuer).setAudience(told.audience);
  const unsigned = unsecured.setSubject('x').setExpirationTime('1h').encode();
  const { expires: _, ...endless } = told;
  const { subject: __, ...nobodys } = told;
  return {
    'that is no token': 'operator',
    'that is unsigned (alg none)': unsigned,
    'whose signature was cut off': `${header}.${unsigned.split('.')[1] ?? ''}.`,
    'whose claims were exchanged': `${header}.${unsigned.split('.')[1] ?? ''}.${signature}`,
    'signed by another key': await stranger.sign(grant),
    'signed with our public key as a secret': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(told.issuer)
      .setAudience(told.audience)
      .setSubject('x')
      .setExpirationTime('1h')
      .sign(Buffer.from(jwk.x, 'base64url')),
    'that has expired': await house.sign({ ...grant, ttl: -5 }),
    'that never expires': await ours(endless).sign(key),
    'that is not valid yet': await ours(told).setNotBefore('1h').sign(key),
    'of another issuer': await ours({ ...told, issuer: 'elsewhere' }).sign(key),
    'for another audience': await ours({ ...told, audience: 'payroll' }).sign(key),
    'that nobody holds': await ours(nobodys).sign(key),
  };
}
