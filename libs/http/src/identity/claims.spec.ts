import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JWTPayload } from 'jose';
import { isHouseActor } from '#eventing';
import { Problem } from '../problem/problem.js';
import { BearerTokens } from './bearer.js';
import type { Identity } from './identity.js';

const judged = (claims: Record<string, unknown>): Promise<Identity | Problem> =>
  new BearerTokens(async () => claims as JWTPayload).of('a token').catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });

const PRINTABLE = /^[\x20-\x7e]{1,255}$/;
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 200, maxLength: 300 }),
  fc.constantFrom('process:x', 'Job:y', 'import', 'IMPORT', 'command-line', 'register.erasure', ''),
);
const anything = fc.oneof(
  texts,
  fc.jsonValue(),
  fc.double(),
  fc.array(texts),
  fc.constant(undefined),
);
const good = { sub: 'broker-1', roles: ['broker'], partnerships: [], urns: [] };

describe('the claims of a token', () => {
  it('of every shape are an identity that can be recorded, or a 401 that does not repeat them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            sub: anything,
            roles: fc.oneof(fc.constant(['broker']), anything),
            partnerships: anything,
            urns: anything,
          },
          { requiredKeys: [] },
        ),
        async (claims) => {
          const it = await judged(claims);
          if (it instanceof Problem) {
            expect([it.status, it.code]).toEqual([401, 'unauthenticated']);
            expect(it.detail).toMatch(/^The claim (sub|roles|partnerships|urns) of the token /);
            if (typeof claims.sub === 'string' && claims.sub.length > 3)
              expect(it.detail.replace(/^The claim sub/, '')).not.toContain(claims.sub);
            return;
          }
          expect(it.id).toMatch(PRINTABLE);
          expect(isHouseActor(it.id)).toBe(false);
          for (const word of [...it.partnerships, ...it.urns]) expect(word).toMatch(PRINTABLE);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a number', 7],
    ['NUL', 'broker\0'],
    ['a line', 'broker\n1'],
    ['other letters', 'brökér'],
    ['a space at its end', 'broker '],
    ['no text', ''],
    ['too much text', 'b'.repeat(256)],
    ['a list', ['broker-1']],
    ['nothing', undefined],
  ])('have a subject that is text, printable and bounded: not %s', async (_, sub) => {
    expect(await judged({ ...good, sub })).toMatchObject({
      status: 401,
      detail: 'The claim sub of the token must be text of 1 to 255 printable ASCII characters.',
    });
  });

  it.each([
    'process:brokerage.match',
    'job:x',
    'import',
    'command-line',
    'register.erasure',
    'Process:x',
  ])('cannot say that the house itself acts: %s', async (sub) => {
    const it = (await judged({ ...good, sub })) as Problem;
    expect(it.status).toBe(401);
    expect(it.detail).toBe('The claim sub of the token is a name that the house keeps for itself.');
  });

  it('name partnerships as the house keeps them', async () => {
    const id = '0198C9A2-7D1E-7C3A-9F55-3F0F5E6B2A11';
    expect(await judged({ ...good, partnerships: [id, '*'] })).toEqual({
      ...{ id: 'broker-1', roles: ['broker'], urns: [] },
      partnerships: [id.toLowerCase(), '*'],
    });
  });

  it('may hold a bounded number of grants', async () => {
    const urns = Array.from({ length: 1_001 }, (_, nth) => String(100_000 + nth));
    expect(await judged({ ...good, urns })).toMatchObject({ status: 401 });
    expect(await judged({ ...good, urns: urns.slice(1) })).toMatchObject({ id: 'broker-1' });
  });
});
