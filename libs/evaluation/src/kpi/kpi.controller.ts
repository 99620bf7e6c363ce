import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './kpi.commands.js';
import { kpiLookup } from './kpi.lookup.js';
import { kpi } from './kpi.js';

/** The KPI as the house runs it. */
export const kpis = aggregate(kpi, { lookup: kpiLookup });

/** `POST /v1/kpis` and one sub-path for each intent. */
export const KpiController = commandsOf(kpis, {
  route: 'kpis',
  create: commands.CommitKpi,
  intents: {
    baseline: commands.SetBaseline,
    target: commands.SetTarget,
    lock: commands.LockKpiPlan,
    measurements: commands.MeasureKpi,
    corrections: commands.CorrectMeasurement,
    rebaseline: commands.RebaselineKpi,
    demands: commands.DemandBaseline,
  },
});
