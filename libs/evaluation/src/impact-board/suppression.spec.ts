import { describe, expect, it } from '@jest/globals';
import { disclosureOf } from '../figures/disclosure.js';
import { figuresOf, type ImpactRow, type Known } from './impact-row.js';
import { shownTo } from './suppression.js';

const period = { year: '202425', name: 'Summer term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
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
  ...{ evidenceIds: [], stated: null, rated: null, agreed: null },
  computed: {
    base: { period, value: 58.1, n: 62 },
    post: { period: spring, value: 61.3, n: 60 },
    ...{ change: 3.2, targetShare: 0.4, n: 60 },
  },
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
  confidence: 'low',
  target: { value: 'c', by: '2026-07-31' },
  targetAim: 'c',
  release: 'none',
  suppression: 'local-2',
};

describe('a figure about pupils (rule local-2)', () => {
  it('is shown to everybody from 11 on, with the rule', () => {
    const eleven = row({
      measurements: [{ ...result, n: 11 }],
      evaluations: [{ ...final, n: 11, computed: null }],
    });
    const { key: _, scope: __, ...figures } = eleven;
    expect(shownTo([], eleven)).toEqual({ ...figures, suppression: 'local-2', release: 'none' });
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
    for (const value of ['58.1', '61.3', '66.1', '77.7', '3.2', '0.4', '62', '60', '10,'])
      expect(shown).not.toContain(`:${value}`);
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

describe('the target beside a figure that is withheld', () => {
  it('tells nothing of it: neither where it lies from the baseline nor that it is the baseline', () => {
    const at = (value: number) => few({ target: { value, by: '2026-07-31' } });
    expect(at(58.1)).toMatchObject({ targetAim: 'equal', targetShareReason: 'target-equals-base' });
    expect(shownTo([], at(58.1))).toEqual(shownTo([], at(66.1)));
    expect(shownTo([], at(50))).toEqual(shownTo([], at(66.1)));
  });
  it('tells the school how it lies', () => {
    const against = few({ target: { value: 50, by: '2026-07-31' } });
    expect(shownTo(['139402'], against)).toMatchObject({
      targetAim: 'against',
      target: { value: 50 },
    });
  });
});

describe('the history of a figure', () => {
  const [before, after] = [
    { value: 61.290323, n: 31, reason: 'counted twice' },
    { value: 63.333333, n: 30 },
  ];
  const mended = { ...result, ...after, was: [before] };
  it('withholds what differs from what stands by few', () => {
    expect(shownTo([], row({ measurements: [mended] }))).toMatchObject({
      change: 5.233333,
      measurements: [{ ...after, was: [{ value: 'c', n: 'c', reason: 'counted twice' }] }],
    });
  });
  it('shows what differs by nobody, or by 11', () => {
    for (const n of [30, 41]) {
      const was = [{ ...before, n }];
      expect(shownTo([], row({ measurements: [{ ...mended, was }] }))).toMatchObject({
        measurements: [{ was }],
      });
    }
  });
  it('withholds everything once one entry was of few, whatever stands', () => {
    const was = [{ ...before, n: 6 }];
    expect(shownTo([], row({ measurements: [{ ...mended, was }] }))).toMatchObject(withheld);
    const small = { period, value: 55, n: 5, reason: null };
    const standing = { period, value: 58.1, n: 62, reason: null };
    expect(shownTo([], row({ baselines: [small, standing] }))).toMatchObject({ change: 'c' });
  });
  it('withholds what was evidenced on what is withheld by now', () => {
    const evaluated = { ...final, change: 3.190323, n: 31 };
    expect(shownTo([], row({ measurements: [mended], evaluations: [evaluated] }))).toMatchObject({
      change: 5.233333,
      evidencedChange: 'c',
      evaluations: [{ change: 'c', n: 'c', confidence: 'medium' }],
    });
  });
  it('withholds yesterday’s answer by what is known today', () => {
    const yesterday = row({
      measurements: [{ ...result, value: before.value, n: before.n }],
      evaluations: [],
    });
    expect(shownTo([], yesterday)).toMatchObject({ latest: { value: 61.290323 } });
    const today = disclosureOf(row({ measurements: [mended] }));
    expect(shownTo([], yesterday, today)).toMatchObject({
      ...{ latest: { value: 'c', n: 'c' }, change: 'c', targetShare: 'c', n: 'c' },
      baseline: { value: 58.1 },
    });
  });
});
