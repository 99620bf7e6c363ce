export { EvaluationModule } from './evaluation.module.js';
export type { ImpactEvaluationEvent } from './evaluation/evaluation.events.js';
export type { EvidenceEvent } from './evidence/evidence.events.js';
export type { KpiEvent } from './kpi/kpi.events.js';
export { localFigures } from './impact-board/local-figures.js';
export { ServedEvents } from './impact-board/served-events.js';
