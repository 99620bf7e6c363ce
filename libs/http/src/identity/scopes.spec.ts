import { describe, expect, it } from '@jest/globals';
import type { Identity } from './identity.js';
import { Membership } from './membership.js';
import { Scopes } from './scopes.js';

class Slow extends Membership {
  reads = 0;
  members = ['139402'];
  private release: (() => void)[] = [];
  async urnsOf(): Promise<readonly string[]> {
    this.reads++;
    const now = [...this.members];
    await new Promise<void>((resolve) => this.release.push(resolve));
    return now;
  }
  async answerAll(): Promise<void> {
    while (this.release.length > 0) {
      this.release.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const who = (grant: Partial<Identity>): Identity => ({
  id: 'u',
  roles: ['broker'],
  partnerships: [],
  urns: [],
  ...grant,
});

describe('what a caller may reach', () => {
  it('is themselves, their partnerships and those partnerships’ members', async () => {
    const membership = new Slow();
    const scope = new Scopes(membership).of(
      who({ partnerships: ['p1'], urns: ['137260'] }),
      'broker',
    );
    await membership.answerAll();
    expect(await scope).toEqual(new Set(['partnership:p1', 'urn:137260', 'urn:139402']));
  });

  it('is everything for those who run the house, and for a grant of all partnerships', async () => {
    const scopes = new Scopes(new Slow());
    for (const role of ['operator', 'service'] as const)
      expect(await scopes.of(who({ roles: [role] }), role)).toBe('all');
    expect(await scopes.of(who({ partnerships: ['*'] }), 'broker')).toBe('all');
  });

  it('belongs to the role they ask in: who runs the house too is a broker of what was granted', async () => {
    const membership = new Slow();
    const both = who({ roles: ['operator', 'broker'], partnerships: ['p1'] });
    const scope = new Scopes(membership).of(both, 'broker');
    await membership.answerAll();
    expect(await scope).toEqual(new Set(['partnership:p1', 'urn:139402']));
  });

  it('is read together by those who come together, and never from before they came', async () => {
    const membership = new Slow();
    const scopes = new Scopes(membership);
    const caller = who({ partnerships: ['p1'] });
    const first = scopes.of(caller, 'broker');
    membership.members.push('139248');
    const later = Array.from({ length: 20 }, () => scopes.of(caller, 'broker'));
    await membership.answerAll();
    expect(await first).not.toContain('urn:139248');
    for (const it of later) expect(await it).toContain('urn:139248');
    expect(membership.reads).toBe(2);

    membership.members.push('137260');
    const last = scopes.of(caller, 'broker');
    await membership.answerAll();
    expect(await last).toContain('urn:137260');
  });

  it('is asked again after a failure', async () => {
    let broken = true;
    class Failing extends Membership {
      urnsOf(): Promise<readonly string[]> {
        return broken ? Promise.reject(new Error('away')) : Promise.resolve(['139402']);
      }
    }
    const scopes = new Scopes(new Failing());
    const caller = who({ partnerships: ['p1'] });
    await Promise.all(
      [scopes.of(caller, 'broker'), scopes.of(caller, 'broker')].map((it) =>
        expect(it).rejects.toThrow('away'),
      ),
    );
    broken = false;
    expect(await scopes.of(caller, 'broker')).toContain('urn:139402');
  });
});
