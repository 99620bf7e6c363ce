import type { Process } from '#eventing';
import type { DeploymentEvent } from '#brokerage';
import type { ToKpi } from '../kpi/kpi.commands.js';

type Agreed = Extract<DeploymentEvent, { type: 'DeploymentAgreed' }>;

/** Support is agreed: each KPI it is to move needs a locked baseline before it starts. */
export const demandBaseline: Process<Agreed, ToKpi> = {
  name: 'evaluation.demand-baseline',
  from: 'beginning',
  on: {
    DeploymentAgreed: ({ data: { deploymentId, urn, kpiIds, window } }) =>
      kpiIds.map((id) => ({
        category: 'evaluation.kpi',
        id,
        command: { type: 'DemandBaseline', deploymentId, urn, startsOn: window.from },
      })),
  },
};
