import { contextModule } from '#http';
import { EvaluationController, evaluations } from './evaluation/evaluation.controller.js';
import { EvidenceController, evidenceItems } from './evidence/evidence.controller.js';
import { boardReads } from './impact-board/board.reads.js';
import { impactBoardReads } from './impact-board/impact-board.reads.js';
import { impactBoard } from './impact-board/impact-board.projection.js';
import { KpiController, kpis } from './kpi/kpi.controller.js';
import { callForEvaluation } from './processes/call-for-evaluation.process.js';
import { demandBaseline } from './processes/demand-baseline.process.js';

/** The evaluation context: what was to change, what did, how sure we are and at what cost. */
export const evaluation = contextModule('evaluation', {
  aggregates: [kpis, evidenceItems, evaluations],
  projections: [impactBoard],
  processes: [demandBaseline, callForEvaluation],
  reads: [impactBoardReads],
  composed: [boardReads],
  controllers: [KpiController, EvidenceController, EvaluationController],
});
