import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldOf, idOf, type Note, plusDays, Refusal } from '#eventing';
import { mostAtOnce } from '../calendar/window.js';
import { deployment } from '../deployment/deployment.js';
import type { DeploymentCommand } from '../deployment/deployment.commands.js';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import { usedOf } from '../deployment/deployment-state.js';
import { provider } from '../provider/provider.js';
import type { ProviderCommand } from '../provider/provider.commands.js';
import type { ProviderEvent } from '../provider/provider.events.js';
import { reservedIn } from '../provider/provider-state.js';

const context = {
  now: '2026-02-02T11:00:00.000Z',
  today: '2026-02-02',
  begunOn: '2025-09-01',
  actor: { id: 'broker-1', role: 'broker', urns: [] },
};
const day = fc.integer({ min: 0, max: 400 }).map((it) => plusDays('2025-09-01', it));
const window = fc
  .tuple(fc.integer({ min: 0, max: 420 }), fc.integer({ min: -5, max: 90 }))
  .map(([first, length]) => ({
    from: plusDays('2025-09-01', first),
    to: plusDays('2025-09-01', first + length),
  }));
const deploymentId = fc.constantFrom('d1', 'd2', 'd3');
const halfDays = fc.integer({ min: 0, max: 12 });

describe('a provider, whatever is asked of it in whatever order', () => {
  const registered: ProviderEvent = {
    type: 'ProviderRegistered',
    data: {
      providerId: 'p1',
      kind: 'leader',
      designation: 'SLE',
      personId: 'person-1',
      homeUrn: '137260',
      phases: ['Primary'],
    },
  };
  const command: fc.Arbitrary<ProviderCommand> = fc.oneof(
    fc.record({
      type: fc.constant('AccreditProvider' as const),
      focusArea: fc.constant('maths' as const),
      by: fc.constant('Hub'),
      until: fc.constant('2027-08-31'),
    }),
    fc.record({
      type: fc.constant('DeclareCapacity' as const),
      year: fc.constantFrom('202526', '202627'),
      halfDays: fc.integer({ min: 0, max: 30 }),
    }),
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('ReserveDays' as const),
        deploymentId,
        focusArea: fc.constant('maths' as const),
        halfDays,
        window,
      }),
    },
    fc.record({
      type: fc.constant('ReleaseDays' as const),
      deploymentId,
      halfDays,
      why: fc.constant('completed'),
    }),
    fc.record({
      type: fc.constant('SetLimits' as const),
      maxConcurrent: fc.integer({ min: 1, max: 3 }),
      maxKm: fc.constant(40),
      dayRatePence: fc.constant(35_000),
    }),
    fc.record({
      type: fc.constant('PublishAvailability' as const),
      windows: fc.array(window, { maxLength: 2 }),
    }),
    fc.constant({ type: 'ReinstateProvider' as const }),
    fc.constant({ type: 'SuspendProvider' as const, reason: { note: 'n', hash: 'h' } }),
  );
  const step = fc.record({
    command,
    known: fc.record({
      deployment: fc.record({ holdsHalfDays: halfDays, over: fc.boolean() }),
    }),
  });

  it('is never reserved beyond what is declared, nor for more at once than its limit', () => {
    let reservations = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const events: ProviderEvent[] = [
          registered,
          {
            type: 'ExpertiseAccredited',
            data: { providerId: 'p1', focusArea: 'maths', by: 'Hub', until: '2027-08-31' },
          },
          { type: 'CapacityDeclared', data: { providerId: 'p1', year: '202526', halfDays: 20 } },
        ];
        for (const { command, known } of steps) {
          const state = foldOf(provider, events);
          events.push(
            ...allowed(() => provider.decide(command, state, { ...context, id: 'p1', known })),
          );
          const now = foldOf(provider, events);
          if (now.status === 'none') throw new Error('it was registered');
          for (const year of ['202526', '202627'])
            expect(reservedIn(now, year)).toBeLessThanOrEqual(now.capacity[year] ?? 0);
          const open = Object.values(now.bookings)
            .filter((it) => !it.over)
            .map((it) => it.window);
          for (const it of open)
            expect(mostAtOnce(open, it)).toBeLessThanOrEqual(now.maxConcurrent);
          for (const it of Object.values(now.bookings))
            expect(it.halfDays).toBeGreaterThanOrEqual(0);
        }
        reservations += events.filter((it) => it.type === 'DaysReserved').length;
      }),
      { numRuns: 300 },
    );
    expect(reservations).toBeGreaterThan(100);
  });
});

describe('a deployment, whatever is asked of it in whatever order', () => {
  const note: Note = { note: 'n', hash: 'h' };
  const known = {
    request: {
      status: 'funded' as const,
      needId: 'n1',
      urn: '139402',
      focusArea: 'maths' as const,
      halfDaysLeft: 40,
      fundsLeftPence: 600_000,
    },
    leader: { homeUrn: '137260' },
    schoolsOpen: true,
  };
  const consent = { agreedOn: '2025-09-02' };
  const opening: readonly DeploymentCommand[] = [
    {
      type: 'ProposeDeployment',
      requestId: 'r1',
      leaderId: 'p1',
      objectives: ['Fluency'],
      successCriteria: [{ text: 'Tables' }],
      kpiIds: [],
      halfDays: 6,
      dayRatePence: 35_000,
      window: { from: '2025-09-01', to: '2026-03-27' },
    },
    { type: 'CheckConflicts', declared: 'none' },
    { type: 'ReleaseHomeSchool', ...consent },
    { type: 'AcceptSupport', ...consent },
    { type: 'CommissionDeployment', commissioner: 'trust', agreedOn: '2025-09-02' },
    { type: 'AgreeDeployment', mou: 'M' },
    { type: 'StartDeployment', on: '2025-09-08' },
  ];
  const command: fc.Arbitrary<DeploymentCommand> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        type: fc.constant('RecordVisit' as const),
        date: day,
        halfDays: fc.integer({ min: 1, max: 2 }),
        summary: fc.constant(note),
        nextSteps: fc.constant(note),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record(
        {
          type: fc.constant('CorrectVisit' as const),
          visitId: fc.nat(9).map((nth) => idOf('d1', 'visit', nth)),
          reason: fc.constant('Mistyped'),
          date: day,
          halfDays: fc.integer({ min: 0, max: 2 }),
        },
        { requiredKeys: ['type', 'visitId', 'reason'] },
      ),
    },
    {
      weight: 2,
      arbitrary: fc.record(
        {
          type: fc.constant('ExtendDeployment' as const),
          halfDays: fc.integer({ min: 0, max: 4 }),
          to: day,
        },
        { requiredKeys: ['type', 'halfDays'] },
      ),
    },
    fc.record({ type: fc.constant('CompleteDeployment' as const), on: day }),
    fc.record({
      type: fc.constant('TerminateDeployment' as const),
      reason: fc.constant(note),
      on: day,
    }),
    fc.constantFrom<DeploymentCommand>(
      { type: 'PauseDeployment', reason: note },
      { type: 'ResumeDeployment' },
      { type: 'ReviewMidpoint', working: note, changes: note, exitPlan: note },
      { type: 'JudgeImpact', grade: 3, comment: note },
      { type: 'CloseDeployment' },
    ),
  );

  it('never uses more days than are agreed with all extensions, nor costs more than is funded', () => {
    let visits = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 40 }), (commands) => {
        const events: DeploymentEvent[] = [];
        const act = (command: DeploymentCommand) => {
          const state = foldOf(deployment, events);
          events.push(
            ...allowed(() => deployment.decide(command, state, { ...context, id: 'd1', known })),
          );
        };
        opening.forEach(act);
        for (const it of commands) {
          act(it);
          const now = foldOf(deployment, events);
          if (now.status === 'none') throw new Error('it was proposed');
          const extended = events.reduce(
            (sum, event) => sum + (event.type === 'DeploymentExtended' ? event.data.halfDays : 0),
            0,
          );
          expect(now.halfDays).toBe(6 + extended);
          expect(usedOf(now)).toBeLessThanOrEqual(6 + extended);
          expect((now.halfDays * 35_000) / 2).toBeLessThanOrEqual(600_000);
          const end = events.find(
            (event) =>
              event.type === 'DeploymentCompleted' || event.type === 'DeploymentTerminated',
          );
          if (end) expect(usedOf(now)).toBeLessThanOrEqual(end.data.halfDaysUsed);
        }
        visits += events.filter((event) => event.type === 'VisitRecorded').length;
      }),
      { numRuns: 300 },
    );
    expect(visits).toBeGreaterThan(50);
  });
});

/** The events of a decision; none when a rule refuses. Anything else that is thrown is a fault. */
function allowed<F>(decide: () => readonly F[]): readonly F[] {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
