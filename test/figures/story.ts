import { idOf } from '#eventing';
import type { ToldEvent } from '../support/context-house.js';

/** What two worlds may differ in: figures that are withheld from all but their school. */
export interface Hidden {
  /** Of fewer than 11 pupils. */
  readonly base: { readonly value: number; readonly n: number };
  readonly post: { readonly value: number; readonly n: number };
  readonly target: number;
  /** Of 31 pupils, before it was corrected to the result of 30 that is shown. */
  readonly mistyped: number;
}

const id = (last: string) => `0198c9a2-0000-7000-8000-${last.padStart(12, '0')}`;

const deployments = [id('d1'), id('d2'), id('d3'), id('d4')];

/** The subjects of the story. */
export const ids = {
  partnership: id('1'),
  /** KPIs: many with a small baseline, since a command that comes early takes the difference away; many that are locked on one. */
  drafted: Array.from({ length: 24 }, (_, nth) => id(`a1${nth}`)),
  locked: Array.from({ length: 12 }, (_, nth) => id(`a5${nth}`)),
  /** Measured on few, corrected by one pupil, and small at another school. */
  small: id('a2'),
  mended: id('a3'),
  replicated: id('a4'),
  deployments,
  evaluations: deployments.map((it) => idOf('evaluation', it)),
  measurements: [id('b1'), id('b2'), id('b3')],
  provider: id('f1'),
  evidence: id('c1'),
  note: id('99'),
} as const;

/** The schools whose figures they are, and one that is a member like them. */
export const [alec, ramsey, neighbour] = ['139402', '139248', '137260'];

const summer = { year: '202425', name: 'Summer term' };
const spring = { year: '202526', name: 'Spring term' };
const note = { note: ids.note, hash: 'h' };

/** Everything that happened, with these figures in the places of those that are withheld. */
export function storyOf({ base, post, target, mistyped }: Hidden): ToldEvent[] {
  const told: ToldEvent[] = [];
  /** What processes answer comes last: all that they could bring about is there by then. */
  const answered: ToldEvent[] = [];
  const tell = (stream: string, tags: readonly string[], type: string, data: object) =>
    told.push({ stream, tags, type, data });
  const school = (urn: string) =>
    tell(`network.school-${urn}`, [`urn:${urn}`], 'SchoolRegistered', {
      ...{ urn, sourceDate: '2025-09-01', name: urn, phase: 'secondary', type: 'x' },
      la: { code: '881', name: 'Essex' },
    });
  const partnershipId = ids.partnership;
  const partnership = (type: string, data: object, more: readonly string[] = []) =>
    tell(`network.partnership-${partnershipId}`, [`partnership:${partnershipId}`, ...more], type, {
      partnershipId,
      ...data,
    });
  for (const urn of [alec, ramsey, neighbour]) school(urn);
  partnership('PartnershipFounded', {
    ...{ name: 'P', model: 4, place: 'Essex', phases: [], owners: [] },
  });
  for (const urn of [alec, ramsey, neighbour])
    partnership('MemberAdmitted', { urn, from: '2025-09-08' }, [`urn:${urn}`]);

  const kpi = (kpiId: string, urn: string) => (type: string, data: object) =>
    tell(`evaluation.kpi-${kpiId}`, [`kpi:${kpiId}`, `urn:${urn}`], type, { kpiId, ...data });
  const about = { level: 'pupils', indicator: 'Maths', unit: '%', direction: 'up' };
  const planned = (kpiId: string, urn: string, baseline: object, value: number) => {
    const does = kpi(kpiId, urn);
    does('KpiCommitted', { urn, ...about });
    does('BaselineSet', { period: summer, ...baseline });
    does('TargetSet', { value, by: '2026-07-31' });
    return does;
  };
  const measured = (does: ReturnType<typeof kpi>, measurementId: string, figure: object) => {
    does('PlanLocked', { on: '2025-10-01' });
    const when = { observedOn: '2026-03-20', source: 'Tests' };
    does('MeasurementLinked', { measurementId, period: spring, ...figure, ...when });
  };
  const [m1, m2, m3] = ids.measurements;
  for (const it of ids.drafted) planned(it, alec, base, target);
  for (const it of ids.locked) planned(it, alec, base, target)('PlanLocked', { on: '2025-10-01' });
  measured(planned(ids.small, alec, base, target), m1, post);
  const mended = planned(ids.mended, ramsey, { value: 58.1, n: 62 }, 70);
  measured(mended, m2, { value: mistyped, n: 31 });
  measured(planned(ids.replicated, ramsey, base, target), m3, post);

  const support = (deploymentId: string, urn: string, kpiId: string) => {
    const parties = {
      ...{ deploymentId, requestId: 'r', needId: 'n', leaderId: ids.provider },
      ...{ urn, homeUrn: neighbour, kpiIds: [kpiId] },
    };
    const window = { from: '2025-11-03', to: '2026-03-27' };
    const terms = { focusArea: 'maths', halfDays: 16, dayRatePence: 35_000, window };
    const tags = [`deployment:${deploymentId}`, `urn:${urn}`, `urn:${neighbour}`, `kpi:${kpiId}`];
    const does = (type: string, data: object) =>
      answered.push({
        ...{ stream: `brokerage.deployment-${deploymentId}`, tags, type },
        data: { ...parties, ...data },
      });
    does('DeploymentProposed', terms);
    does('DeploymentAgreed', terms);
    does('SupportDeployed', { on: '2025-11-05' });
    does('DeploymentCompleted', { costPence: 280_000, on: '2026-03-27' });
  };
  const change = (from: number, to: number): number => Math.round((to - from) * 1e6) / 1e6;
  const evaluated = (
    nth: number,
    urn: string,
    kpiId: string,
    [from, to]: readonly Hidden['base'][],
    aim: number,
    judged: readonly ('moderated' | 'final')[],
  ) => {
    const [deploymentId = '', evaluationId = ''] = [ids.deployments[nth], ids.evaluations[nth]];
    if (!from || !to) return;
    support(deploymentId, urn, kpiId);
    const tags = [`evaluation:${evaluationId}`, `urn:${urn}`, `kpi:${kpiId}`];
    const does = (type: string, data: object) =>
      tell(`evaluation.evaluation-${evaluationId}`, tags, type, { evaluationId, ...data });
    const whose = { deploymentId, urn, kpiIds: [kpiId] };
    const part = { kpiId, level: 'pupils', indicator: 'Maths', method: 'beforeAfter' };
    const moved = change(from.value, to.value);
    const way = aim - from.value;
    const figures = {
      change: moved,
      targetShare: way === 0 ? null : Math.round((moved / way) * 1e6) / 1e6,
      n: Math.min(from.n, to.n),
    };
    does('EvaluationCalledFor', { ...whose, dueBy: '2026-08-31', costPence: 280_000 });
    does('EvaluationDesigned', {
      ...{ ...whose, leaves: [], design: 'comparison', level: 'pupils', comparator: 'Five' },
      ...{ theory: note, evaluator: 'x', deliverer: ids.provider, independent: true },
    });
    does('EvaluationLocked', { kpiIds: [kpiId], on: '2026-04-01' });
    does('EffectComputed', {
      ...{ ...part, ...figures, formula: 'progress-1', changeReason: null, ci: null, by: 'x' },
      base: { period: summer, ...from },
      post: { period: spring, ...to },
      entries: { base: 1, post: 1 },
      target: { value: aim, by: '2026-07-31' },
      targetShareReason: way === 0 ? 'target-equals-base' : null,
    });
    does('ContributionStated', {
      ...{ claim: 'plausible', alternatives: [{ kind: 'staffChange', verdict: 'ruledOut' }] },
      ...{ reasoning: note, by: 'x' },
    });
    if (judged.length === 0) return;
    const rating = { level: 2, ceiling: 3, cappedBy: 'replication', replicationIds: [] };
    does('StrengthRated', { ...rating, by: 'x' });
    does('EvaluationModerated', { agreed: true, comment: note, by: 'y' });
    if (!judged.includes('final')) return;
    const apart = Math.abs(to.n - from.n) * 10 > from.n;
    does('ImpactEvidenced', {
      ...{ deploymentId, urn, kpis: [{ ...part, ...figures }], strength: 2 },
      ...{ grading: 'confidence-1', claim: 'plausible', costPence: 280_000 },
      confidence: apart ? 'low' : 'medium',
      doubts: ['no-interval', ...(apart ? ['attrition'] : [])],
    });
  };
  evaluated(0, alec, ids.small, [base, post], target, ['moderated']);
  const before = [
    { value: 58.1, n: 62 },
    { value: mistyped, n: 31 },
  ];
  evaluated(1, ramsey, ids.mended, before, 70, ['final']);
  evaluated(2, ramsey, ids.replicated, [base, post], target, ['final']);
  evaluated(3, alec, ids.small, [base, post], target, []);
  mended('MeasurementCorrected', {
    ...{ measurementId: m2, value: 63.333333, n: 30, observedOn: '2026-03-20' },
    reason: 'A pupil had been counted twice',
  });
  const item = { kind: 'document', title: 'Minutes', hash: 'a'.repeat(64), source: 'Office' };
  tell(
    `evaluation.evidence-${ids.evidence}`,
    [`evidence:${ids.evidence}`, `urn:${alec}`],
    'EvidenceRegistered',
    { evidenceId: ids.evidence, urn: alec, ...item, author: 'x' },
  );
  return [...told, ...answered];
}
