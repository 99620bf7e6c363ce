import { describe, expect, it } from '@jest/globals';
import { figuresOf, type ImpactRow, type Known } from './impact-row.js';
import { shownTo } from './suppression.js';

const period = { year: '202425', name: 'Summer term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
const autumn = { year: '202526', name: 'Autumn term' } as const;
const result = {
  measurementId: 'm1',
  period: spring,
  value: 61.3,
  n: 60,
  observedOn: '2026-03-20',
  source: 'Tests',
  was: [],
};
const final = {
  evaluationId: 'e1',
  deploymentId: 'd1',
  state: 'final',
  dueBy: null,
  strength: 2,
  confidence: 'medium',
  doubts: [],
  claim: 'plausible',
  change: 3.2,
  n: 60,
} as const;

function row(changes: Partial<Known> = {}): ImpactRow {
  const baseline = { period, value: 58.1, n: 62, reason: null };
  const known: Known = {
    key: 'kpi:k1',
    scope: ['urn:139402'],
    kpiId: 'k1',
    urn: '139402',
    partnershipId: null,
    level: 'pupils',
    indicator: 'KS2 maths',
    unit: '% of pupils',
    direction: 'up',
    focusArea: null,
    baseline,
    baselines: [baseline],
    target: { value: 66.1, by: '2026-07-31' },
    lockedOn: '2025-10-10',
    baselineDueBy: null,
    measurements: [result],
    evaluations: [final],
    deploymentIds: [],
    costs: [],
    ...changes,
  };
  return { ...known, ...figuresOf(known) };
}
const few = (changes: Partial<Known> = {}) =>
  row({ measurements: [{ ...result, n: 10 }], ...changes });
const withheld = {
  baseline: { value: 'c', n: 'c', period },
  baselines: [{ value: 'c', n: 'c' }],
  latest: { value: 'c', n: 'c', period: spring },
  measurements: [{ value: 'c', n: 'c' }],
  evaluations: [{ change: 'c', n: 'c', strength: 2 }],
  change: 'c',
  targetShare: 'c',
  evidencedChange: 'c',
  n: 'c',
  strength: 2,
  confidence: 'medium',
  target: { value: 66.1 },
  suppression: 'local-1',
};

describe('a figure about pupils (rule local-1)', () => {
  it('is shown to everybody from 11 on, with the rule', () => {
    const { key: _, scope: __, ...figures } = row({ measurements: [{ ...result, n: 11 }] });
    expect(shownTo([], row({ measurements: [{ ...result, n: 11 }] }))).toEqual({
      ...figures,
      suppression: 'local-1',
    });
  });
  it('is withheld with everything it could be worked out from below 11', () => {
    expect(shownTo(['139248'], few())).toMatchObject(withheld);
    const baseline = { period, value: 58.1, n: 10, reason: null };
    expect(shownTo([], row({ baseline, baselines: [baseline] }))).toMatchObject(withheld);
  });
  it('leaves no number of it anywhere in the answer', () => {
    const shown = JSON.stringify(
      shownTo(
        [],
        few({ measurements: [{ ...result, n: 10, was: [{ value: 77.7, n: 60, reason: '' }] }] }),
      ),
    );
    for (const value of ['58.1', '61.3', '77.7', '3.2', '0.4', '62', '60', '10,'])
      expect(shown.replace('66.1', '').includes(`:${value}`)).toBe(false);
  });
  it('is shown to the school itself', () => {
    expect(shownTo(['139402'], few())).toMatchObject({
      change: 3.2,
      n: 10,
      latest: { value: 61.3 },
    });
  });
  it('is withheld from a partnership that commits to it: only a school sees its own', () => {
    expect(shownTo(['139402'], few({ urn: null, partnershipId: 'p1' }))).toMatchObject(withheld);
  });
  it('is not withheld when it is not there: why is said', () => {
    const baseline = { period, value: 58.1, n: 10, reason: null };
    const shown = shownTo(
      [],
      row({ baseline, baselines: [baseline], measurements: [], evaluations: [] }),
    );
    expect(shown).toMatchObject({
      change: null,
      changeReason: 'not-measured',
      latest: null,
      n: 'c',
    });
  });
  it('does not withhold adults, schools or partnerships', () => {
    for (const level of ['people', 'schools', 'partnership'] as const)
      expect(shownTo([], few({ level }))).toMatchObject({ change: 3.2, n: 10 });
  });
});

describe('the history of a figure', () => {
  it('withholds only the entries about few, when what stands is about enough', () => {
    const early = { ...result, measurementId: 'm0', period: autumn, n: 7 };
    const mistyped = { ...result, was: [{ value: 12.5, n: 6, reason: 'mistyped' }] };
    const small = { period, value: 55, n: 5, reason: null };
    const standing = { period, value: 58.1, n: 62, reason: null };
    expect(
      shownTo([], row({ measurements: [early, mistyped], baselines: [small, standing] })),
    ).toMatchObject({
      change: 3.2,
      measurements: [
        { value: 'c', n: 'c' },
        { value: 61.3, n: 60, was: [{ value: 'c', n: 'c', reason: 'mistyped' }] },
      ],
      baselines: [
        { value: 'c', n: 'c' },
        { value: 58.1, n: 62 },
      ],
    });
  });
  it('withholds what was evidenced on few', () => {
    expect(shownTo([], row({ evaluations: [{ ...final, n: 9 }] }))).toMatchObject({
      change: 3.2,
      evidencedChange: 'c',
      evaluations: [{ change: 'c', n: 'c' }],
    });
  });
});
