import type { Lookup } from '#eventing';
import { standingOf } from '#network';
import { supportFold } from '../lookups/support.lookup.js';
import type { KpiState } from './kpi-state.js';
import type { KpiCommand } from './kpi.commands.js';
import type { KpiKnown } from './kpi.js';

/** Whether the subject stands when a KPI is committed to; when support starts, when its plan is locked. */
export const kpiLookup: Lookup<KpiCommand, KpiState, KpiKnown> = async (command, state, reader) => {
  switch (command.type) {
    case 'CommitKpi':
      return { subjectOpen: (await standingOf(command.subject, reader)) === 'open' };
    case 'LockKpiPlan': {
      if (state.status === 'none') return {};
      const supports = await Promise.all(
        state.demands.map((it) => reader.peek(supportFold, it.deploymentId)),
      );
      return { supportStarts: supports.flatMap((it) => it?.startsOn ?? []) };
    }
    default:
      return {};
  }
};
