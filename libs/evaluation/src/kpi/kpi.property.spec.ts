import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldOf, Refusal } from '#eventing';
import { type AcademicPeriod, daysOf, terms } from '#network';
import { asOfEqualsFold, rowsOf } from '#testing';
import { impactBoard } from '../impact-board/impact-board.projection.js';
import { shownTo } from '../impact-board/suppression.js';
import { kpiFold, measurementIdOf } from './kpi-state.js';
import type { KpiCommand } from './kpi.commands.js';
import { kpiEvents, type KpiEvent } from './kpi.events.js';
import { kpi } from './kpi.js';

/** Whatever people ask of a KPI, in whatever order, on days that go by. */
const period = fc.record<AcademicPeriod>({
  year: fc.constantFrom('202425', '202526'),
  name: fc.constantFrom('Academic year', ...terms),
});
const value = fc.integer({ min: 0, max: 6 }).map((it) => it / 10);
const n = fc.constantFrom(8, 11, 30);
const day = fc.constantFrom('2025-01-15', '2025-05-20', '2025-10-10', '2026-02-20', '2026-07-10');
const reason = fc.constant('because');
const target = fc.record({ value, by: day });
const command = fc.oneof(
  fc.record({ type: fc.constant('SetBaseline' as const), period, value, n }),
  fc.record({ type: fc.constant('SetTarget' as const), value, by: day }),
  fc.record({ type: fc.constant('LockKpiPlan' as const) }),
  fc.record({
    type: fc.constant('MeasureKpi' as const),
    ...{ period, value, n, observedOn: fc.option(day, { nil: 'today' }), source: reason },
  }),
  period.chain((it) =>
    fc.record({
      type: fc.constant('CorrectMeasurement' as const),
      measurementId: fc.constant(measurementIdOf('k1', it)),
      ...{ value, n, reason },
    }),
  ),
  fc.record(
    { type: fc.constant('RebaselineKpi' as const), period, value, n, target, reason },
    { requiredKeys: ['type', 'period', 'value', 'n', 'reason'] },
  ),
  fc.record({
    type: fc.constant('DemandBaseline' as const),
    deploymentId: fc.constantFrom('d1', 'd2'),
    urn: fc.constant('139402'),
    startsOn: day,
  }),
);
const plan = [
  { type: 'SetBaseline', period: { year: '202425', name: 'Autumn term' }, value: 0.2, n: 30 },
  { type: 'SetTarget', value: 0.5, by: '2026-07-10' },
  { type: 'LockKpiPlan' },
] as const;
const asked = fc.tuple(
  fc.constantFrom('up' as const, 'down' as const),
  fc.boolean(),
  fc.array(fc.tuple(fc.nat(60), command), { minLength: 10, maxLength: 30 }),
);

/** What comes of it when the school itself asks, or somebody who speaks for these schools. */
function historyOf(
  [direction, planned, commands]: ['up' | 'down', boolean, [number, KpiCommand][]],
  urns = ['139402'],
): KpiEvent[] {
  const subject = { urn: '139402' };
  const whose = { level: 'pupils', indicator: 'x', unit: '%', direction } as const;
  const all: [number, KpiCommand][] = [
    [0, { type: 'CommitKpi', subject, ...whose }],
    ...(planned ? plan.map((it): [number, KpiCommand] => [0, it]) : []),
    ...commands,
  ];
  const events: KpiEvent[] = [];
  let instant = Date.parse('2025-01-15T12:00:00Z');
  for (const [days, asks] of all) {
    instant += days * 86_400_000;
    const now = new Date(instant).toISOString();
    const actor = { id: 'somebody', role: 'headteacher', urns };
    const known = { subjectOpen: true, supportStarts: ['2025-11-03'] };
    const today = now.slice(0, 10);
    const context = { id: 'k1', now, today, begunOn: '2025-01-15', actor, known };
    try {
      const asked =
        asks.type === 'MeasureKpi' && asks.observedOn === 'today'
          ? { ...asks, type: asks.type, observedOn: context.today }
          : asks;
      events.push(...kpi.decide(asked, foldOf(kpi, events), context));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return events;
}

/** What a broker is answered, command by command, of a KPI with a small cohort in its baseline. */
function answersIn(
  direction: 'up' | 'down',
  figure: { value: number; n: number },
  commands: readonly KpiCommand[],
): string[] {
  const kpiId = 'k1';
  const about = { level: 'pupils', indicator: 'x', unit: '%', direction } as const;
  const period = { year: '202425', name: 'Autumn term' } as const;
  const autumn = { year: '202526', name: 'Autumn term' } as const;
  const measurementId = measurementIdOf(kpiId, autumn);
  let events: KpiEvent[] = [
    { type: 'KpiCommitted', data: { kpiId, urn: '139402', ...about } },
    { type: 'BaselineSet', data: { kpiId, period, ...figure } },
    ...(commands[0]?.type === 'MeasureKpi'
      ? ([
          { type: 'TargetSet', data: { kpiId, value: figure.value + 1, by: '2026-07-10' } },
          { type: 'PlanLocked', data: { kpiId, on: '2025-09-01' } },
          {
            type: 'MeasurementLinked',
            data: {
              ...{ kpiId, measurementId, period: autumn, ...figure },
              ...{ observedOn: '2026-02-20', source: 'Tests' },
            },
          },
        ] as const)
      : []),
  ];
  return commands.map((asks) => {
    const actor = { id: 'somebody', role: 'broker', urns: [] };
    const day = { now: '2026-07-20T12:00:00.000Z', today: '2026-07-20', begunOn: '2025-09-01' };
    const context = { id: kpiId, ...day, actor };
    try {
      const decided = kpi.decide(asks, foldOf(kpi, events), { ...context, known: {} });
      events = [...events, ...decided];
      return decided.map((it) => it.type).join();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return `${error.code}: ${error.detail}`;
    }
  });
}

const pasts = (events: readonly KpiEvent[]) =>
  events.map((event, index) => ({ event, before: foldOf(kpiFold, events.slice(0, index)) }));

describe('whatever is asked of a KPI', () => {
  it('is enough to reach every event', () => {
    const seen = fc.sample(asked, { numRuns: 400, seed: 1 }).flatMap((it) => historyOf(it));
    expect(new Set(seen.map((it) => it.type))).toEqual(new Set(Object.keys(kpiEvents)));
  });
  it('the target stays once there is a result, and only a rebaseline moves it once locked', () => {
    fc.assert(
      fc.property(asked, (it) => {
        for (const { event, before } of pasts(historyOf(it))) {
          if (before.status === 'none') continue;
          if (event.type === 'TargetSet') expect(before.status).toBe('committed');
          if (event.type === 'KpiRebaselined' && event.data.target)
            expect(before.measurements).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
  it('no result is from before the lock or from within the baseline', () => {
    fc.assert(
      fc.property(asked, (it) => {
        for (const { event, before } of pasts(historyOf(it))) {
          if (event.type !== 'MeasurementLinked' || before.status === 'none') continue;
          expect(before.status).toBe('locked');
          expect(event.data.observedOn >= (before.lockedOn ?? '9')).toBe(true);
          const ended = before.baseline ? daysOf(before.baseline.period).to : '9';
          expect(daysOf(event.data.period).from > ended).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
  it('the target lies ahead of the baseline, always, when those set it who may know both', () => {
    fc.assert(
      fc.property(asked, (it) => {
        const events = historyOf(it);
        for (const index of events.keys()) {
          const state = foldOf(kpiFold, events.slice(0, index + 1));
          if (state.status === 'none' || !state.baseline || !state.target) continue;
          const way = state.target.value - state.baseline.value;
          expect(state.direction === 'up' ? way > 0 : way < 0).toBe(true);
        }
      }),
    );
  });
  it('those who may not know the figures are answered alike, whatever these are', () => {
    const figure = fc.record({ value, n: fc.integer({ min: 1, max: 10 }) });
    const others = fc.array(command, { minLength: 5, maxLength: 15 });
    fc.assert(
      fc.property(asked, figure, figure, others, ([direction], one, other, commands) => {
        const answers = [one, other].map((hidden) => answersIn(direction, hidden, commands));
        expect(answers[0]).toEqual(answers[1]);
      }),
      { numRuns: 300 },
    );
  });
  it('its figures are numbers or have a reason, and are the same as of any moment', () => {
    fc.assert(
      fc.property(asked, (it) => {
        const events = historyOf(it);
        asOfEqualsFold(impactBoard, ...events);
        const row = rowsOf(impactBoard, ...events)['kpi:k1'];
        if (!row) throw new Error('no row');
        for (const [figure, why] of [
          [row.change, row.changeReason],
          [row.targetShare, row.targetShareReason],
        ] as const) {
          expect(figure === null).toBe(why !== null);
          expect(figure === null || (Number.isFinite(figure) && !Object.is(figure, -0))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
  it('a figure about fewer than 11 pupils is shown to nobody else', () => {
    fc.assert(
      fc.property(asked, (it) => {
        const row = rowsOf(impactBoard, ...historyOf(it))['kpi:k1'];
        const numbers = JSON.stringify(row && shownTo([], row)).match(/"n":8\b/g);
        expect(numbers).toBeNull();
      }),
    );
  });
});
