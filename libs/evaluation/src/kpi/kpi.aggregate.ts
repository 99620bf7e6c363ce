import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './kpi.commands.js';
import { kpiLookup } from './kpi.lookup.js';
import { kpi } from './kpi.js';

/** `POST /v1/kpis` and one sub-path for each intent. */
export const kpis = commandsOf(aggregate(kpi, { lookup: kpiLookup }), {
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
  roles: {
    CommitKpi: ['board', 'broker', 'evaluator', ...ownSchool(['headteacher'])],
    SetBaseline: ['broker', 'evaluator', ...ownSchool(['headteacher'])],
    SetTarget: ['board', 'broker', 'evaluator', ...ownSchool(['headteacher'])],
    LockKpiPlan: ['board', 'broker', 'evaluator'],
    MeasureKpi: ['broker', 'analyst', 'evaluator', 'service', ...ownSchool(['headteacher'])],
    CorrectMeasurement: ['broker', 'analyst', 'evaluator', ...ownSchool(['headteacher'])],
    RebaselineKpi: ['broker', 'evaluator'],
    DemandBaseline: ['service'],
  },
});
