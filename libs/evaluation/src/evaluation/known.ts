import type { EvidenceState } from '../evidence/evidence-state.js';
import type { KpiState } from '../kpi/kpi-state.js';
import type { Replication } from './strength.js';

/** A deployment, as far as the evaluation of its impact must know of it. */
export interface Support {
  readonly urn: string;
  readonly kpiIds: readonly string[];
  /** The provider who delivers it, the person behind it, and the school that lends them. */
  readonly deliverer: string;
  readonly person?: string | undefined;
  readonly homeUrn: string;
  /** The first day of support; absent when it never came to it. */
  readonly startsOn?: string | undefined;
  /** Whether it did start. */
  readonly started: boolean;
  /** What it cost; absent until it has ended. */
  readonly costPence?: number | undefined;
}

/** What the rules of an evaluation must know of other streams; each command knows what it needs. */
export interface EvaluationKnown {
  readonly support?: Support | undefined;
  readonly kpis?: Readonly<Record<string, KpiState>>;
  readonly evidence?: EvidenceState;
  /** How many of the attached items are verified at this moment. */
  readonly verified?: number;
  readonly replications?: readonly Replication[];
}
