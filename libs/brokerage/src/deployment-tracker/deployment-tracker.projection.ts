import { change, type Projection } from '#eventing';
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
    DeploymentProposed: (_, { data }, key) => ({
      key,
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
      startedOn: null,
      endedOn: null,
      halfDaysAgreed: data.halfDays,
      halfDaysUsed: 0,
      dayRatePence: data.dayRatePence,
      costPence: 0,
      visits: 0,
      lateVisits: 0,
      lastVisit: null,
      visitLog: [],
      rag: null,
      midpointDone: false,
      judged: false,
      grade: null,
    }),
    ConflictsChecked: change((row, { data: { found } }) => ({
      ...row,
      conflicts: found,
      awaiting:
        found.length > 0
          ? AWAITED.filter((it) => it === 'conflict-check' || row.awaiting.includes(it))
          : without(row, 'conflict-check'),
    })),
    HomeSchoolReleased: change((row) => ({ ...row, awaiting: without(row, 'release') })),
    SupportedSchoolAccepted: change((row) => ({ ...row, awaiting: without(row, 'acceptance') })),
    CommissionerApproved: change((row) => ({ ...row, awaiting: without(row, 'approval') })),
    DeploymentAgreed: change((row) => ({ ...row, state: 'agreed' })),
    DeploymentDeclined: change((row) => ({ ...row, state: 'declined', awaiting: [] })),
    SupportDeployed: change((row, { data: { on } }) => ({
      ...row,
      state: 'active',
      startedOn: on,
    })),
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
    RagRated: change((row, { data: { rag } }) => ({ ...row, rag })),
    MidpointReviewed: change((row) => ({ ...row, midpointDone: true })),
    DeploymentExtended: change((row, { data: { halfDays, window } }) => ({
      ...row,
      halfDaysAgreed: row.halfDaysAgreed + halfDays,
      windowTo: window.to,
    })),
    DeploymentPaused: change((row) => ({ ...row, state: 'paused' })),
    DeploymentResumed: change((row) => ({ ...row, state: 'active' })),
    DeploymentCompleted: change((row, { data: { on } }) => ({
      ...row,
      state: 'completed',
      endedOn: on,
    })),
    ImpactJudged: change((row, { data: { grade } }) => ({ ...row, judged: true, grade })),
    DeploymentClosed: change((row) => ({ ...row, state: 'closed' })),
    DeploymentTerminated: change((row, { data: { on } }) => ({
      ...row,
      state: 'terminated',
      endedOn: on,
    })),
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
