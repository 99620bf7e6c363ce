import type { Lookup, Reader } from '#eventing';
import { disclosureOf } from '../figures/disclosure.js';
import { evidenceFold } from '../evidence/evidence-state.js';
import { kpiFold, type KpiState } from '../kpi/kpi-state.js';
import { supportFold, supportOf } from '../lookups/support.lookup.js';
import { evaluationFold, type EvaluationState } from './evaluation-state.js';
import type { ImpactEvaluationCommand } from './evaluation.commands.js';
import type { EvaluationKnown } from './known.js';
import type { Replication } from './strength.js';

/** What each step of an evaluation must know: the deployment, its KPIs' events, the evidence, the replications. */
export const evaluationLookup: Lookup<
  ImpactEvaluationCommand,
  EvaluationState,
  EvaluationKnown
> = async (command, state, reader) => {
  if (command.type === 'DesignEvaluation') {
    await reader.fold(supportFold, command.deploymentId);
    const kpis = await kpisOf(command.kpiIds, (id) => reader.fold(kpiFold, id));
    return { support: await supportOf(command.deploymentId, reader), kpis };
  }
  if (state.status === 'none' || state.status === 'called') return {};
  const support = () => supportOf(state.deploymentId, reader);
  const peeked = (ids: readonly string[]) => kpisOf(ids, (id) => reader.peek(kpiFold, id));
  switch (command.type) {
    case 'AttachEvidence':
      return { evidence: await reader.fold(evidenceFold, command.evidenceId) };
    case 'AnalyseEffect':
      return { support: await support(), kpis: await peeked([command.kpiId]) };
    case 'RateStrength': {
      const ids = command.replicationIds ?? [];
      const others = await Promise.all(ids.map((id) => reader.fold(evaluationFold, id)));
      const replications = others.flatMap(replication);
      const kpis = await peeked(replications.flatMap((it) => it.kpis.map(({ kpiId }) => kpiId)));
      return { support: await support(), replications: replications.map((it) => told(it, kpis)) };
    }
    case 'FinaliseEvaluation':
      return {
        support: await support(),
        kpis: await peeked(state.kpiIds),
        verified: await verifiedOf(state.evidenceIds, reader),
      };
    default:
      return {};
  }
};

const kpisOf = async (
  ids: readonly string[],
  fold: (id: string) => Promise<KpiState>,
): Promise<Record<string, KpiState>> =>
  Object.fromEntries(await Promise.all(ids.map(async (id) => [id, await fold(id)] as const)));

async function verifiedOf(ids: readonly string[], reader: Reader): Promise<number> {
  const items = await Promise.all(ids.map((id) => reader.peek(evidenceFold, id)));
  return items.filter((it) => it.status === 'verified').length;
}

/** As far as everybody may know it: what the ceiling becomes must tell nothing of a figure that is withheld. */
const told = (it: Replication, kpis: Readonly<Record<string, KpiState>>): Replication => ({
  ...it,
  kpis: it.kpis.filter((figure) => {
    const kpi = kpis[figure.kpiId];
    return kpi?.status !== 'none' && kpi !== undefined && disclosureOf(kpi).follows(figure);
  }),
});

function replication(state: EvaluationState): Replication[] {
  if (state.status === 'none' || state.status === 'called') return [];
  const { status, urn, deliverer, evidenced: kpis } = state;
  return [{ final: status === 'final', urn, deliverer, kpis }];
}
