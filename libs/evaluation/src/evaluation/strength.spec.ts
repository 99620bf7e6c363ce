import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confidenceOf, doubtsOf } from './confidence.js';
import type { Design, Effect } from './evaluation.events.js';
import { ceilingOf, type Replication } from './strength.js';

const rated = {
  design: 'comparison',
  urn: '139402',
  deliverer: 'provider-1',
  indicators: ['KS2 maths'],
  costPence: 280_000,
} as const;
const replication = (urn: string, deliverer: string, change: number | null = 2): Replication => ({
  final: true,
  urn,
  deliverer,
  kpis: [
    {
      kpiId: 'k9',
      level: 'pupils',
      indicator: 'KS2 maths',
      method: 'beforeAfter',
      change,
      targetShare: 0.5,
      n: 30,
    },
  ],
});

describe('the ceiling of strength', () => {
  it('is 1 for a theory, 2 before and after, 3 with a comparator', () => {
    const ceilings = (
      ['theoryOnly', 'beforeAfter', 'comparison', 'interruptedSeries', 'trial'] as const
    ).map((design) => ceilingOf({ ...rated, design }, []).level);
    expect(ceilings).toEqual([1, 2, 3, 3, 3]);
  });
  it('is not lifted by a replication that is not final, found nothing, got worse or measured something else', () => {
    const other = replication('139248', 'provider-2');
    for (const it of [
      { ...other, final: false },
      replication('139248', 'provider-2', null),
      replication('139248', 'provider-2', -1),
      { ...other, kpis: other.kpis.map((kpi) => ({ ...kpi, indicator: 'Attendance' })) },
    ])
      expect(ceilingOf(rated, [it])).toEqual({ level: 3, cappedBy: 'replication' });
  });
  it('is 3 while nobody knows the cost', () => {
    expect(ceilingOf({ ...rated, costPence: null }, [replication('139248', 'provider-2')])).toEqual(
      {
        level: 3,
        cappedBy: 'cost',
      },
    );
  });
  it('is 4 when replicated at a known cost', () => {
    expect(ceilingOf(rated, [replication('139402', 'provider-1')])).toEqual({
      level: 4,
      cappedBy: 'spread',
    });
    expect(
      ceilingOf(rated, [replication('139248', 'provider-2'), replication('139248', 'provider-3')])
        .level,
    ).toBe(4);
  });
  it('is 5 when it worked at two other schools, supported by others', () => {
    expect(
      ceilingOf(rated, [replication('139248', 'provider-2'), replication('137260', 'provider-3')]),
    ).toEqual({ level: 5, cappedBy: null });
    expect(
      ceilingOf(rated, [replication('139248', 'provider-2'), replication('137260', 'provider-1')])
        .level,
    ).toBe(4);
  });
  it('is never above what the design allows, whatever is said to replicate it', () => {
    const design = fc.constantFrom<Design>('theoryOnly', 'beforeAfter');
    const others = fc.array(fc.tuple(fc.constantFrom('139248', '137260', '139402'), fc.string()), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(design, others, (it, named) => {
        const cap = ceilingOf(
          { ...rated, design: it },
          named.map(([urn, by]) => replication(urn, by)),
        );
        expect(cap).toEqual({ level: it === 'theoryOnly' ? 1 : 2, cappedBy: 'design' });
      }),
    );
  });
});

describe('confidence', () => {
  const period = { year: '202526', name: 'Autumn term' } as const;
  const effect = (change: Partial<Effect> = {}): Effect => ({
    kpiId: 'k1',
    level: 'pupils',
    indicator: 'KS2 maths',
    method: 'beforeAfter',
    formula: 'progress-1',
    base: { period, value: 50, n: 60 },
    post: { period, value: 55, n: 54 },
    target: null,
    change: 5,
    changeReason: null,
    targetShare: null,
    targetShareReason: 'no-target',
    ci: [1, 9],
    n: 54,
    ...change,
  });
  it('is high without a doubt', () => {
    expect(doubtsOf([effect()], 2)).toEqual([]);
    expect(confidenceOf([])).toBe('high');
  });
  it('is medium with one doubt and low with more', () => {
    expect(confidenceOf(['attrition'])).toBe('medium');
    expect(confidenceOf(['attrition', 'unverified'])).toBe('low');
  });
  it('is doubted without an interval', () => {
    expect(doubtsOf([effect(), effect({ ci: null })], 2)).toEqual(['no-interval']);
  });
  it('is doubted when cohorts differ by more than a tenth', () => {
    const n = (post: number) => effect({ post: { period, value: 55, n: post } });
    expect([54, 66].flatMap((it) => doubtsOf([n(it)], 2))).toEqual([]);
    expect([53, 67].flatMap((it) => doubtsOf([n(it)], 2))).toEqual(['attrition', 'attrition']);
  });
  it('is doubted when an effect has no value', () => {
    expect(doubtsOf([effect({ change: null, changeReason: 'theory-only' })], 2)).toEqual([
      'missing',
    ]);
    expect(doubtsOf([], 2)).toEqual(['missing']);
  });
  it('is doubted with fewer than two verified items', () => {
    expect(doubtsOf([effect()], 1)).toEqual(['unverified']);
  });
});
