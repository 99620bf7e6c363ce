import { change, type Projection, set, starting } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import { costOf, usedOf } from '../deployment/deployment-state.js';
import { TrackedDeployment, type TrackedVisit } from './deployment-tracker.entity.js';

const AWAITED = ['release', 'acceptance', 'approval', 'conflict-check'];

/** What is late, amber, over days, awaiting consent? (domain: DeploymentTracker) */
export const deploymentTracker: Projection<DeploymentEvent, TrackedDeployment> = {
  name: 'brokerage.deployment-tracker',
  version: 1,
  entity: TrackedDeployment,
  key: ({ data }) => `deployment:${data.deploymentId}`,
  on: {
    DeploymentProposed: starting(({ data }) => ({
      scope: [`urn:${data.urn}`, `urn:${data.homeUrn}`],
      deploymentId: data.deploymentId,
      requestId: data.requestId,
      needId: data.needId,
      leaderId: data.leaderId,
      urn: data.urn,
      homeUrn: data.homeUrn,
      focusArea: data.focusArea,
      state: 'proposed',
      objectives: data.objectives,
      kpiIds: data.kpiIds,
      awaiting: AWAITED,
      conflicts: [],
      windowFrom: data.window.from,
      windowTo: data.window.to,
      halfDaysAgreed: data.halfDays,
      halfDaysUsed: 0,
      dayRatePence: data.dayRatePence,
      costPence: 0,
      visits: 0,
      lateVisits: 0,
      visitLog: [],
      midpointDone: false,
      judged: false,
    })),
    ConflictsChecked: set(({ data: { found } }, row) => ({
      conflicts: found,
      awaiting:
        found.length > 0
          ? AWAITED.filter((it) => it === 'conflict-check' || row.awaiting.includes(it))
          : without(row, 'conflict-check'),
    })),
    HomeSchoolReleased: set((_, row) => ({ awaiting: without(row, 'release') })),
    SupportedSchoolAccepted: set((_, row) => ({ awaiting: without(row, 'acceptance') })),
    CommissionerApproved: set((_, row) => ({ awaiting: without(row, 'approval') })),
    DeploymentAgreed: set({ state: 'agreed' }),
    DeploymentDeclined: set({ state: 'declined', awaiting: [] }),
    SupportDeployed: set(({ data: { on } }) => ({ state: 'active', startedOn: on })),
    VisitRecorded: change((row, { data: { visitId, date, halfDays, late, ...data } }) => {
      const [summary, nextSteps] = [data.summary.note, data.nextSteps.note];
      return visited(row, [...row.visitLog, { visitId, date, halfDays, late, summary, nextSteps }]);
    }),
    VisitCorrected: change((row, { data: { corrects, changes } }) =>
      visited(
        row,
        row.visitLog.map((it) =>
          it.visitId === corrects
            ? {
                ...it,
                date: changes.date ?? it.date,
                halfDays: changes.halfDays ?? it.halfDays,
                summary: changes.summary?.note ?? it.summary,
                nextSteps: changes.nextSteps?.note ?? it.nextSteps,
              }
            : it,
        ),
      ),
    ),
    RagRated: set(({ data: { rag } }) => ({ rag })),
    MidpointReviewed: set({ midpointDone: true }),
    DeploymentExtended: set(({ data: { halfDays, window } }, row) => ({
      halfDaysAgreed: row.halfDaysAgreed + halfDays,
      windowTo: window.to,
    })),
    DeploymentPaused: set({ state: 'paused' }),
    DeploymentResumed: set({ state: 'active' }),
    DeploymentCompleted: set(({ data: { on } }) => ({ state: 'completed', endedOn: on })),
    ImpactJudged: set(({ data: { grade } }) => ({ judged: true, grade })),
    DeploymentClosed: set({ state: 'closed' }),
    DeploymentTerminated: set(({ data: { on } }) => ({ state: 'terminated', endedOn: on })),
  },
};

const without = ({ awaiting }: TrackedDeployment, what: string): string[] =>
  awaiting.filter((it) => it !== what);

function visited(row: TrackedDeployment, visitLog: readonly TrackedVisit[]): TrackedDeployment {
  const halfDaysUsed = usedOf({ visits: visitLog });
  const days = visitLog.map((it) => it.date).sort();
  return {
    ...row,
    visitLog,
    visits: visitLog.length,
    lateVisits: visitLog.filter((it) => it.late).length,
    lastVisit: days.at(-1) ?? null,
    halfDaysUsed,
    costPence: costOf(halfDaysUsed, row.dayRatePence),
  };
}
