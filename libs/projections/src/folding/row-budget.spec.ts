import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RowBudget } from './row-budget.js';

describe('the rows that all read models keep', () => {
  it('may be those of one, while the others need none', () => {
    const budget = new RowBudget(900);
    const [one, other] = [budget.share(), budget.share()];
    expect(one.room).toBe(900);
    one.hold(800);
    expect(one.room).toBe(900);
    // an equal part, although little is left
    expect(other.room).toBe(450);
    other.hold(400);
    expect(one.room).toBe(500);
    one.hold(0);
    expect(other.room).toBe(900);
  });

  it('are never more than the room while each keeps to its own, in any order', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 44 }), fc.nat(40)), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (told) => {
        const budget = new RowBudget(1_000);
        const shares = Array.from({ length: 45 }, () => ({ share: budget.share(), holds: 0 }));
        for (const [nth, more] of told) {
          const it = shares[nth]!;
          it.holds += more;
          it.share.hold(it.holds);
          // whoever is over its room writes, and keeps half of an equal part at most
          if (it.holds <= it.share.room) continue;
          it.holds = Math.min(it.holds, it.share.room / 2);
          it.share.hold(it.holds);
        }
        const held = shares.reduce((sum, it) => sum + it.holds, 0);
        expect(budget.held).toBeCloseTo(held);
        // over by no more than a step of each of those that have not had their turn since
        expect(held).toBeLessThanOrEqual(1_000 + 45 * 40);
      }),
    );
  });
});
