import { expect } from '@jest/globals';
import { partnershipModels, phases } from '#network';
import { answers, decisions, records, serves, shows } from './house.js';

const window = { from: '2025-11-03', to: '2026-02-13' };
const founding = {
  type: 'FoundPartnership',
  name: 'Tidewater Schools',
  model: 4,
  place: 'Tidewater',
  phases: [...phases],
  owners: ['Primary Heads', 'Secondary Heads', 'Special Heads', 'Governors'],
};
const { type: _, ...founded } = { ...founding, partnershipId: 'a' };

/** What shows that a row of the register is built, by its number. */
export const proofs: Readonly<Record<number, () => void>> = {
  /** Intelligence gathering. */
  1: () => {
    serves('POST /v1/needs', 'POST /v1/needs/:id/validation', 'GET /v1/needs');
    records('NeedIdentified', 'NeedValidated', 'NeedReprioritised', 'NeedWithdrawn', 'NeedMet');
    shows('intelligence.open-needs', ['urn', 'focusArea', 'severity', 'since'], ['NeedIdentified']);
  },
  /** Brokerage. */
  2: () => {
    serves('POST /v1/support-requests', 'POST /v1/deployments', 'GET /v1/deployments');
    records('BrokerageRequested', 'FundingApproved', 'DeploymentAgreed', 'SupportDeployed');
    shows('brokerage.deployment-tracker', ['urn', 'state'], ['SupportDeployed']);
  },
  /** Development and improvement work. */
  3: () => {
    serves('POST /v1/plans', 'POST /v1/plans/:id/approval', 'POST /v1/plans/:id/progress');
    records('PlanDrafted', 'ObjectiveAdded', 'PlanApproved', 'ProgressRecorded', 'PlanCompleted');
    shows('improvement.plan-progress', ['urn'], ['PlanApproved', 'ProgressRecorded']);
  },
  /** Evaluation: evidence of progress and impact. */
  4: () => {
    serves('POST /v1/evaluations', 'POST /v1/evidence', 'GET /v1/kpis');
    records('EvidenceVerified', 'EffectComputed', 'StrengthRated', 'ImpactEvidenced');
    shows('evaluation.impact-board', ['change', 'strength', 'confidence'], ['ImpactEvidenced']);
  },
  /** Partnership models 1-4. */
  5: () => {
    const partnership = decisions('network.partnership');
    for (const model of Object.keys(partnershipModels).map(Number))
      partnership()
        .when({ ...founding, model })
        .then({ type: 'PartnershipFounded', data: { ...founded, model } });
    shows('network.partnership-directory', ['model'], ['PartnershipFounded']);
  },
  /** All sectors; several owning associations. */
  6: () => {
    expect(phases).toEqual(
      expect.arrayContaining(['Nursery', 'Primary', 'Secondary', '16 plus', 'Special']),
    );
    decisions('network.partnership')()
      .when(founding)
      .then({ type: 'PartnershipFounded', data: founded });
    shows('network.partnership-directory', ['phases', 'owners'], ['PartnershipFounded']);
    shows('network.school-directory', ['phase'], ['SchoolRegistered']);
  },
  /** People register: partnership leads, NLE, LLE, SLE, NLG. */
  11: () => {
    const provider = decisions('brokerage.provider');
    for (const designation of ['NLE', 'LLE', 'SLE', 'NLG']) {
      const leader = { kind: 'leader', designation, personId: 'p', homeUrn: '137260', phases };
      provider()
        .when({ type: 'RegisterProvider', ...leader }, { homeSchool: 'open', homeOpen: true })
        .then({ type: 'ProviderRegistered', data: { providerId: 'a', ...leader } });
    }
    shows('brokerage.provider-directory', ['designation', 'personId'], ['ProviderRegistered']);
    shows('network.partnership-directory', ['leads'], ['LeadAppointed']);
  },
  /** Impact at four levels. */
  19: () => {
    const kpi = decisions('evaluation.kpi');
    for (const level of ['pupils', 'people', 'schools', 'partnership']) {
      const plan = { level, indicator: 'KS2 maths', unit: '% of pupils', direction: 'up' };
      kpi()
        .when({ type: 'CommitKpi', subject: { urn: '139402' }, ...plan }, { subjectOpen: true })
        .then({ type: 'KpiCommitted', data: { kpiId: 'a', urn: '139402', ...plan } });
    }
    shows('evaluation.impact-board', ['level', 'change'], ['KpiCommitted', 'MeasurementLinked']);
  },
  /** Funding split: statutory contract versus bought services. */
  29: () => {
    const triaged = [
      {
        type: 'BrokerageRequested',
        data: {
          ...{ requestId: 'a', needId: 'n', urn: '139402', focusArea: 'maths', halfDays: 8 },
          ...{ window, budgetPence: 160_000, modality: 'onsite' },
        },
      },
      { type: 'RequestTriaged', data: { requestId: 'a', priority: 'soon' } },
    ];
    for (const stream of ['statutory', 'traded', 'grant']) {
      const funding = { funder: 'Council', stream, amountPence: 80_000 };
      decisions('brokerage.request')(...triaged)
        .when({ type: 'FundRequest', ...funding })
        .then({ type: 'FundingApproved', data: { requestId: 'a', ...funding } });
    }
    serves('POST /v1/support-requests/:id/funding');
  },
  /** KPIs agreed; rigorous evaluation model; funding commitment. */
  33: () => {
    records('KpiCommitted', 'BaselineSet', 'TargetSet', 'PlanLocked', 'FundingApproved');
    records('EvaluationDesigned', 'EvaluationLocked', 'EvaluationModerated', 'ImpactEvidenced');
    shows('evaluation.impact-board', ['target', 'lockedOn'], ['TargetSet', 'PlanLocked']);
    answers('evaluation.demand-baseline', 'DeploymentAgreed');
  },
  /** School-to-school support targeted by need; capacity drain on the giver watched. */
  39: () => {
    const asked = { needId: 'n', halfDays: 8, window, budgetPence: 160_000, modality: 'onsite' };
    decisions('brokerage.request')()
      .when({ type: 'RaiseRequest', ...asked }, { need: { status: 'identified' } })
      .refuses('need-not-validated');
    records('DaysReserved', 'DaysReleased', 'HomeSchoolReleased');
    shows(
      'brokerage.provider-directory',
      ['homeUrn', 'capacity'],
      ['CapacityDeclared', 'DaysReserved'],
    );
  },
  /** Quality assurance: moderated judgements. */
  56: () => {
    const designed = {
      ...{ evaluationId: 'a', deploymentId: 'd', urn: '139402', kpiIds: ['k'], leaves: [] },
      ...{ design: 'beforeAfter', level: 'pupils', theory: { note: 'n', hash: 'h' } },
      ...{ evaluator: 'evaluator-1', deliverer: 'provider-1', independent: true },
    };
    decisions('evaluation.evaluation')({ type: 'EvaluationDesigned', data: designed })
      .when({ type: 'FinaliseEvaluation' })
      .refuses('evaluation-not-moderated');
    records('EvidenceVerified', 'EvidenceRejected', 'EvaluationModerated');
    serves('POST /v1/evaluations/:id/moderation', 'POST /v1/evidence/:id/verification');
  },
};
