import { describe, expect, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import type { KpiPlan } from '../kpi/kpi-state.js';
import { dueAfter } from './design.js';
import type { Effect, ImpactEvaluationEvent } from './evaluation.events.js';
import { evaluation } from './evaluation.js';
import type { Support } from './known.js';

const setting = { id: 'e1', now: '2026-07-06T11:00:00.000Z' };
const given = decisionsOf(evaluation, { ...setting, actor: { id: 'evaluator-1' } });
const byModerator = decisionsOf(evaluation, { ...setting, actor: { id: 'moderator-1' } });
const byDeliverer = decisionsOf(evaluation, { ...setting, actor: { id: 'x', urns: ['137260'] } });

const summer = { year: '202425', name: 'Summer term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;
const theory = { note: 'n1', hash: 'h1' };
const reasoning = { note: 'n2', hash: 'h2' };
const comment = { note: 'n3', hash: 'h3' };
const base = { period: summer, value: 58.1, n: 62 };
const post = { period: spring, value: 61.3, n: 60 };
const kpi: KpiPlan = {
  status: 'locked',
  urn: '139402',
  level: 'pupils',
  indicator: 'KS2 maths',
  direction: 'up',
  baseline: base,
  baselines: [base],
  target: { value: 66.1, by: '2026-07-31' },
  lockedOn: '2025-09-20',
  measurements: [
    { ...post, measurementId: 'm1', observedOn: '2026-03-20', source: 'Tests', was: [] },
  ],
  demands: [],
};
const correctedTo = (value: number) =>
  kpi.measurements.map((it) => ({ ...it, value, was: [{ value: it.value, n: it.n }] }));
const support: Support = {
  urn: '139402',
  kpiIds: ['k1', 'k2'],
  deliverer: 'provider-1',
  person: 'person-1',
  homeUrn: '137260',
  started: true,
  startsOn: '2025-11-03',
  costPence: 280_000,
};
const known = { support, kpis: { k1: kpi } };

const design = {
  type: 'DesignEvaluation',
  deploymentId: 'd1',
  kpiIds: ['k1', 'k1'],
  design: 'beforeAfter',
  level: 'pupils',
  theory,
} as const;
const designed = {
  type: 'EvaluationDesigned',
  data: {
    evaluationId: 'e1',
    deploymentId: 'd1',
    urn: '139402',
    kpiIds: ['k1'],
    leaves: [] as string[],
    design: 'beforeAfter',
    level: 'pupils',
    theory,
    evaluator: 'evaluator-1',
    deliverer: 'provider-1',
    independent: true,
  },
} satisfies ImpactEvaluationEvent;
const compared: ImpactEvaluationEvent = {
  ...designed,
  data: { ...designed.data, design: 'comparison', comparator: 'Five nearest schools' },
};
const called: ImpactEvaluationEvent = {
  type: 'EvaluationCalledFor',
  data: {
    evaluationId: 'e1',
    deploymentId: 'd1',
    urn: '139402',
    kpiIds: ['k1', 'k2'],
    dueBy: '2026-08-31',
    costPence: 280_000,
  },
};
const locked: ImpactEvaluationEvent = {
  type: 'EvaluationLocked',
  data: { evaluationId: 'e1', kpiIds: ['k1'], on: '2026-07-06' },
};
const attached: ImpactEvaluationEvent = {
  type: 'EvidenceAttached',
  data: { evaluationId: 'e1', evidenceId: 'v1' },
};
const effect: Effect = {
  kpiId: 'k1',
  level: 'pupils',
  indicator: 'KS2 maths',
  method: 'beforeAfter',
  formula: 'progress-1',
  base,
  post,
  target: { value: 66.1, by: '2026-07-31' },
  change: 3.2,
  changeReason: null,
  targetShare: 0.4,
  targetShareReason: null,
  entries: { base: 1, post: 1 },
  ci: null,
  n: 60,
};
const computed: ImpactEvaluationEvent = {
  type: 'EffectComputed',
  data: { evaluationId: 'e1', ...effect, by: 'evaluator-1' },
};
const alternatives = [{ kind: 'staffChange', verdict: 'ruledOut' }] as const;
const stated: ImpactEvaluationEvent = {
  type: 'ContributionStated',
  data: { evaluationId: 'e1', claim: 'plausible', alternatives, reasoning, by: 'evaluator-1' },
};
const rated: ImpactEvaluationEvent = {
  type: 'StrengthRated',
  data: {
    evaluationId: 'e1',
    level: 2,
    ceiling: 2,
    cappedBy: 'design',
    replicationIds: [],
    by: 'evaluator-1',
  },
};
const moderated: ImpactEvaluationEvent = {
  type: 'EvaluationModerated',
  data: { evaluationId: 'e1', agreed: true, comment, by: 'moderator-1' },
};
const evidenced = {
  type: 'ImpactEvidenced',
  data: {
    evaluationId: 'e1',
    deploymentId: 'd1',
    urn: '139402',
    kpis: [
      {
        kpiId: 'k1',
        level: 'pupils',
        indicator: 'KS2 maths',
        method: 'beforeAfter',
        change: 3.2,
        targetShare: 0.4,
        n: 60,
      },
    ],
    strength: 2,
    confidence: 'medium',
    doubts: ['no-interval'],
    grading: 'confidence-2',
    claim: 'plausible',
    costPence: 280_000,
  },
} satisfies ImpactEvaluationEvent;
const reopened: ImpactEvaluationEvent = {
  type: 'EvaluationReopened',
  data: { evaluationId: 'e1', kpiIds: ['k1'], reason: 'Results were corrected' },
};
const analysed = [designed, locked, attached, computed] as const;
const judged = [...analysed, stated, rated] as const;
const final = [...judged, moderated, evidenced] as const;

describe('a call for evaluation', () => {
  const call = {
    type: 'CallForEvaluation',
    deploymentId: 'd1',
    urn: '139402',
    kpiIds: ['k1', 'k2'],
    completedOn: '2026-03-27',
    costPence: 280_000,
  } as const;
  it('is due by the end of the next term', () => given().when(call).then(called));
  it('is made once', () => given(called).when(call).then());
  it('reaches an evaluation that was designed before', () =>
    given(designed).when(call).then(called));
  it('falls due at the end of the term after support ended', () => {
    expect(dueAfter('2025-10-14')).toBe('2026-04-30');
    expect(dueAfter('2026-04-30')).toBe('2026-08-31');
    expect(dueAfter('2026-05-01')).toBe('2026-12-31');
  });
});

describe('the design', () => {
  it('is of the deployment, without a call or after one', () => {
    given().when(design, known).then(designed);
    given(called)
      .when(design, known)
      .then({ ...designed, data: { ...designed.data, leaves: ['k2'] } });
  });
  it('may change until it is locked, and says which KPIs it leaves', () =>
    given(designed)
      .when(
        { ...design, kpiIds: ['k2'] },
        { support, kpis: { k2: { ...kpi, urn: undefined, partnershipId: 'p1' } } },
      )
      .then({ ...designed, data: { ...designed.data, kpiIds: ['k2'], leaves: ['k1'] } }));
  it('does not change once locked', () =>
    given(designed, locked).when(design, known).refuses('design-locked'));
  it('needs a deployment', () =>
    given()
      .when(design, { kpis: { k1: kpi } })
      .refuses('deployment-unknown'));
  it('is of KPIs that the deployment names', () =>
    given()
      .when({ ...design, kpiIds: ['k3'] }, { support, kpis: { k3: kpi } })
      .refuses('kpi-not-of-deployment'));
  it('takes any KPI of the school when the deployment names none', () =>
    given()
      .when(design, { ...known, support: { ...support, kpiIds: [] } })
      .then(designed));
  it('is of KPIs of the supported school', () =>
    given()
      .when(design, { support, kpis: { k1: { ...kpi, urn: '139248' } } })
      .refuses('kpi-of-another'));
  it('claims impact at a level that is measured', () =>
    given()
      .when({ ...design, level: 'people' }, known)
      .refuses('level-without-kpi'));
  it('that compares says with whom', () => {
    given()
      .when({ ...design, design: 'comparison' }, known)
      .refuses('comparator-missing');
    given()
      .when({ ...design, design: 'comparison', comparator: 'Five nearest schools' }, known)
      .then(compared);
  });
  it('notes an evaluator who speaks for the school that gives the support', () =>
    byDeliverer()
      .when(design, known)
      .then({ ...designed, data: { ...designed.data, evaluator: 'x', independent: false } }));
  it('comes first', () => {
    given().when({ type: 'LockEvaluation' }).refuses('evaluation-not-designed');
    given(called).when({ type: 'LockEvaluation' }).refuses('evaluation-not-designed');
  });
  it('is locked once', () => {
    given(designed).when({ type: 'LockEvaluation' }).then(locked);
    given(designed, locked).when({ type: 'LockEvaluation' }).then();
  });
});

describe('evidence', () => {
  const attach = { type: 'AttachEvidence', evidenceId: 'v1' } as const;
  const item = { status: 'verified', urn: '139402', author: 'a' } as const;
  it('is attached once the design is locked', () => {
    given(designed).when(attach, { evidence: item }).refuses('evaluation-not-in-state');
    given(designed, locked).when(attach, { evidence: item }).then(attached);
  });
  it('counts only when it is verified', () => {
    for (const status of ['registered', 'rejected', 'superseded'] as const)
      given(designed, locked)
        .when(attach, { evidence: { ...item, status } })
        .refuses('evidence-not-verified');
  });
  it('is not about another school', () =>
    given(designed, locked)
      .when(attach, { evidence: { ...item, urn: '139248' } })
      .refuses('evidence-of-another'));
  it('is attached once', () =>
    given(designed, locked, attached).when(attach, { evidence: item }).then());
});

describe('the effect', () => {
  const analyse = { type: 'AnalyseEffect', kpiId: 'k1' } as const;
  it('is computed from the events of the KPI', () =>
    given(designed, locked).when(analyse, known).then(computed));
  it('is of the latest result, or of the period that is asked for', () => {
    const autumn = { year: '202526', name: 'Autumn term' } as const;
    const earlier = { period: autumn, value: 56.1, n: 61 };
    const both: KpiPlan = {
      ...kpi,
      measurements: [
        ...kpi.measurements,
        { ...earlier, measurementId: 'm0', observedOn: '2025-12-10', source: 'Tests', was: [] },
      ],
    };
    given(designed, locked)
      .when(analyse, { support, kpis: { k1: both } })
      .then(computed);
    given(designed, locked)
      .when({ ...analyse, period: autumn }, { support, kpis: { k1: both } })
      .then({
        ...computed,
        data: { ...computed.data, post: earlier, change: -2, targetShare: -0.25, n: 61 },
      });
  });
  it('is of a KPI of the design', () =>
    given(designed, locked)
      .when({ ...analyse, kpiId: 'k2' }, known)
      .refuses('kpi-not-of-evaluation'));
  it('needs a locked plan', () =>
    given(designed, locked)
      .when(analyse, { support, kpis: { k1: { ...kpi, status: 'committed' } } })
      .refuses('plan-not-locked'));
  it('needs a result', () => {
    given(designed, locked)
      .when(analyse, { support, kpis: { k1: { ...kpi, measurements: [] } } })
      .refuses('kpi-not-measured');
    given(designed, locked)
      .when({ ...analyse, period: { year: '202526', name: 'Summer term' } }, known)
      .refuses('kpi-not-measured');
  });
  it('needs a baseline from before support', () =>
    given(designed, locked)
      .when(analyse, { ...known, support: { ...support, startsOn: '2025-08-31' } })
      .refuses('baseline-after-support'));
  it('needs a result from after support began', () =>
    given(designed, locked)
      .when(analyse, { ...known, support: { ...support, startsOn: '2026-03-21' } })
      .refuses('measured-before-support'));
  it('of a theory alone is no figure', () =>
    given({ ...designed, data: { ...designed.data, design: 'theoryOnly' } }, locked)
      .when(analyse, known)
      .then({
        type: 'EffectComputed',
        data: {
          evaluationId: 'e1',
          ...effect,
          method: 'theoryOnly',
          base: null,
          post: null,
          entries: { base: 1, post: 0 },
          change: null,
          changeReason: 'theory-only',
          targetShare: null,
          targetShareReason: 'theory-only',
          n: 0,
          by: 'evaluator-1',
        },
      }));
  it('computed again from the same events changes nothing', () =>
    given(...analysed)
      .when(analyse, known)
      .then());
  it('waits for the lock', () =>
    given(designed).when(analyse, known).refuses('evaluation-not-in-state'));
});

describe('the contribution', () => {
  const state = { type: 'StateContribution', claim: 'plausible', alternatives, reasoning } as const;
  it('is claimed beside what else could explain the change', () =>
    given(...analysed)
      .when(state)
      .then(stated));
  it('is not claimed without looking elsewhere', () =>
    given(...analysed)
      .when({ ...state, alternatives: [] })
      .refuses('alternatives-missing'));
  it('is not evidenced without evidence', () =>
    given(designed, locked, computed)
      .when({ ...state, claim: 'evidenced' })
      .refuses('claim-without-evidence'));
  it('is not evidenced when something else explains most of it', () =>
    given(...analysed)
      .when({ ...state, claim: 'evidenced', alternatives: [{ kind: 'cohort', verdict: 'main' }] })
      .refuses('alternative-explains-it'));
  it('waits for the effects', () =>
    given(designed, locked, attached).when(state).refuses('evaluation-not-in-state'));
  it('is claimed again after new figures', () =>
    byModerator(...judged, {
      ...computed,
      data: { ...computed.data, change: 3 },
    })
      .when({ type: 'ModerateEvaluation', agreed: true, comment })
      .refuses('contribution-not-stated'));
});

describe('the strength', () => {
  const rate = { type: 'RateStrength', level: 2 } as const;
  const comparing = [compared, locked, attached, computed] as const;
  const replication = {
    final: true,
    urn: '139248',
    deliverer: 'provider-2',
    kpis: evidenced.data.kpis,
  };
  const four = { type: 'RateStrength', level: 4, replicationIds: ['e2'] } as const;
  it('is rated up to what the design allows', () =>
    given(...analysed)
      .when(rate, { support })
      .then(rated));
  it('is not rated above it', () =>
    given(...analysed)
      .when({ ...rate, level: 3 }, { support })
      .refuses('level-above-design'));
  it('is 4 when somebody independent found it replicated at a known cost', () =>
    given(...comparing)
      .when(four, { support, replications: [replication] })
      .then({
        type: 'StrengthRated',
        data: {
          evaluationId: 'e1',
          level: 4,
          ceiling: 4,
          cappedBy: 'spread',
          replicationIds: ['e2'],
          by: 'evaluator-1',
        },
      }));
  it('is not 4 by the word of the school that gave the support', () =>
    byDeliverer(...comparing)
      .when(four, { support, replications: [replication] })
      .refuses('evaluator-is-deliverer'));
  it('is not 4 by the word of the leader', () => {
    for (const id of ['provider-1', 'person-1'])
      decisionsOf(evaluation, { ...setting, actor: { id } })(...comparing)
        .when(four, { support, replications: [replication] })
        .refuses('evaluator-is-deliverer');
  });
  it('is not 4 when the deliverer designed the evaluation', () =>
    given({ ...compared, data: { ...compared.data, independent: false } }, locked, computed)
      .when(four, { support, replications: [replication] })
      .refuses('evaluator-is-deliverer'));
  it('is not replicated by itself', () =>
    given(...comparing)
      .when({ ...four, replicationIds: ['e1'] }, { support })
      .refuses('replicates-itself'));
  it('waits for the effects', () =>
    given(designed, locked).when(rate, { support }).refuses('evaluation-not-in-state'));
});

describe('moderation', () => {
  const moderate = { type: 'ModerateEvaluation', agreed: true, comment } as const;
  it('is done by somebody who took no part', () =>
    byModerator(...judged)
      .when(moderate)
      .then(moderated));
  it('is not done by the evaluator', () =>
    given(...judged)
      .when(moderate)
      .refuses('moderator-is-evaluator'));
  it('is not done by anybody who analysed, claimed or rated', () => {
    const by = { by: 'moderator-1' };
    for (const part of [computed, stated, rated]) {
      const took = judged.map((it) => (it === part ? { ...it, data: { ...it.data, ...by } } : it));
      byModerator(...(took as ImpactEvaluationEvent[]))
        .when(moderate)
        .refuses('moderator-is-evaluator');
    }
  });
  it('needs a claim and a rating', () => {
    byModerator(...analysed)
      .when(moderate)
      .refuses('contribution-not-stated');
    byModerator(...analysed, stated)
      .when(moderate)
      .refuses('strength-not-rated');
  });
  it('that disagrees sends claim and rating back', () => {
    const sentBack: ImpactEvaluationEvent = {
      type: 'EvaluationModerated',
      data: { evaluationId: 'e1', agreed: false, comment, by: 'moderator-1' },
    };
    byModerator(...judged)
      .when({ ...moderate, agreed: false })
      .then(sentBack);
    byModerator(...judged, sentBack)
      .when(moderate)
      .refuses('contribution-not-stated');
  });
});

describe('impact', () => {
  const finalise = { type: 'FinaliseEvaluation' } as const;
  const standing = { ...known, verified: 2 };
  it('is evidenced once moderated', () =>
    given(...judged, moderated)
      .when(finalise, standing)
      .then(evidenced));
  it('is not evidenced unmoderated', () => {
    given(...judged)
      .when(finalise, standing)
      .refuses('evaluation-not-moderated');
    given(designed).when(finalise, standing).refuses('evaluation-not-moderated');
  });
  it('is evidenced once', () =>
    given(...final)
      .when(finalise, standing)
      .then());
  it('is not evidenced on figures that were corrected since', () => {
    const measurements = correctedTo(60.9);
    given(...judged, moderated)
      .when(finalise, { ...standing, kpis: { k1: { ...kpi, measurements } } })
      .refuses('effect-stale');
  });
  it('is on the same entries, whatever they say, where the figures are withheld', () => {
    const small = kpi.measurements.map((it) => ({ ...it, n: 9 }));
    const finalised = (
      measurements: KpiPlan['measurements'],
      past: readonly ImpactEvaluationEvent[] = judged,
    ) =>
      given(...past, moderated).when(finalise, {
        ...standing,
        kpis: { k1: { ...kpi, measurements } },
      });
    const was = [{ value: 99, n: 9 }];
    // what stands is what was analysed, value by value, but entered anew
    finalised(small.map((it) => ({ ...it, n: 60, was }))).refuses('effect-stale');
    const { entries: _, ...uncounted } = computed.data as Effect;
    const old = judged.map((it) => (it === computed ? { ...it, data: uncounted } : it));
    finalised(small, old as ImpactEvaluationEvent[]).refuses('effect-stale');
    finalised(small).then({
      ...evidenced,
      data: { ...evidenced.data, confidence: 'low', doubts: ['no-interval', 'few'] },
    });
  });
  it('is analysed and moderated again after a correction', () => {
    const measurements = correctedTo(62.1);
    const anew = {
      ...computed,
      data: {
        ...computed.data,
        ...{ post: { ...post, value: 62.1 }, change: 4, targetShare: 0.5 },
        entries: { base: 1, post: 2 },
      },
    } as ImpactEvaluationEvent;
    given(...judged, moderated)
      .when(
        { type: 'AnalyseEffect', kpiId: 'k1' },
        { support, kpis: { k1: { ...kpi, measurements } } },
      )
      .then(anew);
    given(...judged, moderated, anew)
      .when(finalise, standing)
      .refuses('evaluation-not-moderated');
  });
  it('that is claimed to be evidenced needs an item that still stands', () => {
    const claimed = [
      ...analysed,
      { ...stated, data: { ...stated.data, claim: 'evidenced' } },
      rated,
      moderated,
    ];
    given(...(claimed as ImpactEvaluationEvent[]))
      .when(finalise, { ...known, verified: 0 })
      .refuses('claim-without-evidence');
  });
  it('has the cost as it was put right, or none while support goes on', () => {
    const cost = (costPence: number | undefined, past: readonly ImpactEvaluationEvent[]) =>
      given(...past).when(finalise, { ...standing, support: { ...support, costPence } });
    const costing = (costPence: number | null) =>
      ({ ...evidenced, data: { ...evidenced.data, costPence } }) as ImpactEvaluationEvent;
    cost(260_000, [called, ...judged, moderated]).then(costing(260_000));
    cost(undefined, [...judged, moderated]).then(costing(null));
  });
});

describe('reopening', () => {
  const reopen = { type: 'ReopenEvaluation', reason: 'Results were corrected' } as const;
  it('has a reason', () =>
    given(...final)
      .when(reopen)
      .then(reopened));
  it('is for what is final', () =>
    given(...judged)
      .when(reopen)
      .refuses('evaluation-not-in-state'));
  it('asks for every step anew', () => {
    given(...final, reopened)
      .when({ type: 'FinaliseEvaluation' }, { ...known, verified: 2 })
      .refuses('evaluation-not-moderated');
    given(...final, reopened)
      .when({ type: 'AnalyseEffect', kpiId: 'k1' }, known)
      .then(computed);
    byModerator(...final, reopened, computed)
      .when({ type: 'ModerateEvaluation', agreed: true, comment })
      .refuses('contribution-not-stated');
  });
});
