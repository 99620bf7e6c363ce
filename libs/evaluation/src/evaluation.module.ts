import { ContextModule } from '#http';
import { evaluations } from './evaluation/evaluation.aggregate.js';
import { evidenceItems } from './evidence/evidence.aggregate.js';
import { boardReads } from './impact-board/board.reads.js';
import { impactBoardReads } from './impact-board/impact-board.reads.js';
import { impactBoard } from './impact-board/impact-board.projection.js';
import { kpis } from './kpi/kpi.aggregate.js';
import { callForEvaluation } from './processes/call-for-evaluation.process.js';
import { demandBaseline } from './processes/demand-baseline.process.js';

/** The evaluation context: what was to change, what did, how sure we are and at what cost. */
@ContextModule({
  name: 'evaluation',
  aggregates: [kpis, evidenceItems, evaluations],
  projections: [impactBoard],
  processes: [demandBaseline, callForEvaluation],
  reads: [impactBoardReads],
  composed: [boardReads],
})
export class EvaluationModule {}
