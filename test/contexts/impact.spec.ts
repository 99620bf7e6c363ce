import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { idOf } from '#eventing';
import { EvaluationModule } from '#evaluation';
import { ImprovementModule } from '#improvement';
import { NetworkModule } from '#network';
import { contextHouse, type Said, type ToldEvent } from '../support/context-house.js';

/** The way from a committed KPI to evidenced impact over HTTP, with the events of brokerage told. */
const p1 = '0198c9a2-0000-7000-8000-000000000001';
const p2 = '0198c9a2-0000-7000-8000-000000000002';
const d1 = '0198c9a2-0000-7000-8000-0000000000d1';
const provider = '0198c9a2-0000-7000-8000-0000000000f1';
const [alec, ramsey, chelmer] = ['139402', '139248', '137260'];
const summer = { year: '202425', name: 'Summer term' };
const autumn = { year: '202526', name: 'Autumn term' };
const spring = { year: '202526', name: 'Spring term' };
const hash = createHash('sha256').update('a work sample').digest('hex');

/** What the spec reads of a board. */
interface Shown {
  readonly kpiId: string;
  readonly state: string;
  readonly change: unknown;
  readonly strength: unknown;
  readonly costPence: number;
  readonly provenance: string | null;
}
const figuresOf = (body: Said['body']): Shown[] =>
  ((body.levels ?? []) as { indicators: { figures: Shown[] }[] }[]).flatMap((it) =>
    it.indicators.flatMap((group) => group.figures),
  );
const pathsOf = (body: Said['body']): string[] =>
  (body.errors as { path: string }[]).map((it) => it.path);

type House = Awaited<ReturnType<typeof contextHouse>>;
type Caller = Awaited<ReturnType<House['caller']>>;
let house: House;
let board: Caller, broker: Caller, head: Caller, chair: Caller, otherHead: Caller;
let evaluator: Caller, reviewer: Caller, stranger: Caller;
const ids: Record<'kpi' | 'small' | 'own' | 'plan' | 'objective' | 'evaluation', string> = {
  kpi: '',
  small: '',
  own: '',
  plan: '',
  objective: '',
  evaluation: idOf('evaluation', d1),
};

const school = (urn: string): ToldEvent => ({
  stream: `network.school-${urn}`,
  type: 'SchoolRegistered',
  data: {
    urn,
    sourceDate: '2025-09-01',
    name: urn,
    phase: 'secondary',
    type: 'x',
    la: { code: '881', name: 'Essex' },
  },
  tags: [`urn:${urn}`],
});
const founded = (partnershipId: string): ToldEvent => ({
  stream: `network.partnership-${partnershipId}`,
  type: 'PartnershipFounded',
  data: { partnershipId, name: 'P', model: 4, place: 'Essex', phases: [], owners: [] },
  tags: [`partnership:${partnershipId}`],
});
const member = (partnershipId: string, urn: string): ToldEvent => ({
  stream: `network.partnership-${partnershipId}`,
  type: 'MemberAdmitted',
  data: { partnershipId, urn, from: '2025-09-08' },
  tags: [`partnership:${partnershipId}`, `urn:${urn}`],
});
const deployment = (type: string, data: object = {}): ToldEvent => {
  const kpiIds = [ids.kpi, ids.small];
  const parties = {
    deploymentId: d1,
    requestId: 'r',
    needId: 'n',
    leaderId: provider,
    urn: alec,
    homeUrn: chelmer,
    kpiIds,
  };
  return {
    stream: `brokerage.deployment-${d1}`,
    type,
    data: { ...parties, ...data },
    tags: [`deployment:${d1}`, `urn:${alec}`, `urn:${chelmer}`, ...kpiIds.map((it) => `kpi:${it}`)],
  };
};

async function done(said: Promise<Said>): Promise<string> {
  const { status, body } = await said;
  expect([status, body.code, body.detail, body.errors]).toEqual([
    expect.any(Number),
    undefined,
    undefined,
    undefined,
  ]);
  expect([200, 201]).toContain(status);
  return body.id as string;
}
const refused = async (said: Promise<Said>, code: string, status = 409): Promise<void> => {
  const { status: found, body } = await said;
  expect([found, body.code]).toEqual([status, code]);
};
const at = (day: string) => house.clock.set(`${day}T11:00:00.000Z`);
const figure = async (who: Caller, id: string, query = '') =>
  (await who.get(`/v1/kpis/${id}${query}`)).body.item;
const impact = (query = '', who = board) => who.get(`/v1/boards/${p1}/impact${query}`);

beforeAll(async () => {
  house = await contextHouse(
    [NetworkModule, EvaluationModule, ImprovementModule],
    '2025-09-08T11:00:00.000Z',
  );
  const partnerships = [p1];
  board = await house.caller({ role: 'board', partnerships });
  broker = await house.caller({ role: 'broker', partnerships });
  head = await house.caller({ role: 'headteacher', urns: [alec] });
  chair = await house.caller({ role: 'chair', urns: [alec] });
  otherHead = await house.caller({ role: 'headteacher', urns: [ramsey] });
  evaluator = await house.caller({ role: 'evaluator', partnerships });
  reviewer = await house.caller({ role: 'reviewer', partnerships, sub: 'moderator' });
  stranger = await house.caller({ role: 'board', partnerships: [p2] });
  await house.tell(school(alec), school(ramsey), school(chelmer), founded(p1), founded(p2));
  await house.tell(member(p1, alec), member(p1, ramsey), member(p2, chelmer));
});
afterAll(() => house.close());

describe('what is committed to', () => {
  const kpi = { level: 'pupils', indicator: 'KS2 maths', unit: '% of pupils', direction: 'up' };
  it('is a KPI of a school or of a partnership', async () => {
    ids.kpi = await done(head.post('/v1/kpis', { ...kpi, subject: { urn: alec } }));
    ids.small = await done(broker.post('/v1/kpis', { ...kpi, subject: { urn: ramsey } }));
    ids.own = await done(
      board.post('/v1/kpis', {
        subject: { partnershipId: p1 },
        level: 'partnership',
        indicator: 'Trust',
        unit: 'points',
        direction: 'up',
      }),
    );
  });
  it('is asked for properly', async () => {
    const said = await head.post('/v1/kpis', { ...kpi, subject: { urn: alec, partnershipId: p1 } });
    expect([said.status, said.body.errors[0].path]).toEqual([400, 'subject']);
    const bad = { period: { year: '202526', name: 'Michaelmas' }, value: 'x', n: 0 };
    const second = await head.post(`/v1/kpis/${ids.kpi}/baseline`, bad);
    expect(pathsOf(second.body)).toEqual(expect.arrayContaining(['period.name', 'value', 'n']));
  });
  it('is not that of somebody else’s school or partnership', async () => {
    await refused(head.post('/v1/kpis', { ...kpi, subject: { urn: ramsey } }), 'not-found', 404);
    await refused(
      board.post('/v1/kpis', { ...kpi, subject: { partnershipId: p2 } }),
      'not-found',
      404,
    );
    await refused(
      stranger.post(`/v1/kpis/${ids.kpi}/target`, { value: 1, by: '2026-07-31' }),
      'not-found',
      404,
    );
  });
  it('has a baseline and a target', async () => {
    const base = { period: summer, value: 58.1, n: 62 };
    await refused(
      head.post(`/v1/kpis/${ids.kpi}/target`, { value: 66.1, by: '2026-07-31' }),
      'baseline-missing',
    );
    await done(head.post(`/v1/kpis/${ids.kpi}/baseline`, base));
    await done(head.post(`/v1/kpis/${ids.kpi}/target`, { value: 66.1, by: '2026-07-31' }));
    await done(broker.post(`/v1/kpis/${ids.small}/baseline`, { ...base, n: 8, period: autumn }));
    await done(broker.post(`/v1/kpis/${ids.small}/target`, { value: 70, by: '2026-07-31' }));
  });
});

describe('a plan', () => {
  it('names the KPI, is approved and rated', async () => {
    const draft = { subject: { urn: alec }, title: 'Improvement plan', year: '202526' };
    ids.plan = await done(head.post('/v1/plans', draft));
    const objective = {
      focusArea: 'maths',
      dueTerm: { year: '202526', name: 'Summer term' },
      text: 'Number facts',
    };
    const add = (kpiId: string) =>
      head.post(`/v1/plans/${ids.plan}/objectives`, { ...objective, kpiId });
    await refused(add(d1), 'not-found', 404);
    await refused(
      broker.post(`/v1/plans/${ids.plan}/objectives`, { ...objective, kpiId: ids.small }),
      'kpi-of-another',
    );
    await done(add(ids.kpi));
    const { item } = (await head.get(`/v1/plans/${ids.plan}`)).body;
    ids.objective = item.objectives[0].objectiveId;
    const rating = {
      objectiveId: ids.objective,
      term: autumn,
      rating: 'behind',
      evidenceIds: [],
      comment: 'Slow start.',
    };
    await refused(head.post(`/v1/plans/${ids.plan}/progress`, rating), 'plan-not-approved');
    const approval = `/v1/plans/${ids.plan}/approval`;
    await refused(board.post(approval), 'not-your-partnership', 403);
    await done(chair.post(approval, { onBehalfOf: 'governors' }));
    await done(head.post(`/v1/plans/${ids.plan}/progress`, rating));
    const right = {
      objectiveId: ids.objective,
      term: autumn,
      rating: 'onTrack',
      evidenceIds: [],
      reason: 'Mistyped',
    };
    await done(head.post(`/v1/plans/${ids.plan}/corrections`, right));
    const after = (await board.get(`/v1/plans?state=approved&urn=${alec}`)).body.items;
    expect(after).toHaveLength(1);
    expect(after[0].objectives[0]).toMatchObject({
      rating: 'onTrack',
      history: [
        { comment: { note: expect.any(String) }, was: [{ rating: 'behind', reason: 'Mistyped' }] },
      ],
    });
    expect(JSON.stringify(after)).not.toContain('Slow start');
    expect((await otherHead.get(`/v1/plans/${ids.plan}`)).status).toBe(404);
  });
});

describe('support', () => {
  it('that is agreed demands a locked baseline', async () => {
    at('2025-10-01');
    const window = { from: '2025-11-03', to: '2026-03-27' };
    const terms = { focusArea: 'maths', halfDays: 16, dayRatePence: 35_000, window };
    await house.tell(
      deployment('DeploymentProposed', terms),
      deployment('DeploymentAgreed', terms),
    );
    await house.processed();
    expect(await figure(board, ids.kpi)).toMatchObject({
      state: 'baselined',
      baselineDueBy: '2025-11-03',
      deploymentIds: [d1],
    });
    await refused(broker.post(`/v1/kpis/${ids.small}/lock`), 'baseline-after-support');
    await refused(head.post(`/v1/kpis/${ids.kpi}/lock`), 'forbidden', 403);
    await done(broker.post(`/v1/kpis/${ids.kpi}/lock`));
    await done(broker.post(`/v1/kpis/${ids.small}/baseline`, { period: summer, value: 55, n: 8 }));
    await done(broker.post(`/v1/kpis/${ids.small}/lock`));
  });
  it('that is completed calls for its evaluation, at its cost', async () => {
    at('2026-03-27');
    await house.tell({
      ...deployment('SupportDeployed', { on: '2025-11-05' }),
      occurredOn: '2025-11-05',
    });
    await house.tell(deployment('DeploymentCompleted', { costPence: 280_000, on: '2026-03-27' }));
    await house.processed();
    expect(await figure(board, ids.kpi)).toMatchObject({
      state: 'locked',
      evaluationId: ids.evaluation,
      evaluationDueBy: '2026-08-31',
      costPence: 280_000,
    });
  });
});

describe('evaluation', () => {
  const path = (intent: string) => `/v1/evaluations/${ids.evaluation}/${intent}`;
  it('is designed and locked, once for the deployment', async () => {
    at('2026-04-20');
    const result = {
      period: spring,
      value: 61.3,
      n: 60,
      observedOn: '2026-04-15',
      source: 'Tests',
    };
    await done(head.post(`/v1/kpis/${ids.kpi}/measurements`, result));
    await done(broker.post(`/v1/kpis/${ids.small}/measurements`, { ...result, value: 60, n: 9 }));
    await refused(
      head.post(`/v1/kpis/${ids.kpi}/target`, { value: 60, by: '2026-07-31' }),
      'target-moved',
    );
    const design = {
      deploymentId: d1,
      kpiIds: [ids.kpi],
      design: 'beforeAfter',
      level: 'pupils',
      theory: 'Fluency frees attention.',
    };
    await refused(
      evaluator.post('/v1/evaluations', { ...design, kpiIds: [ids.own] }),
      'kpi-not-of-deployment',
    );
    await refused(
      evaluator.post('/v1/evaluations', { ...design, deploymentId: p1 }),
      'not-found',
      404,
    );
    expect(await done(evaluator.post('/v1/evaluations', design))).toBe(ids.evaluation);
    await done(evaluator.post(path('lock')));
  });
  it('counts verified evidence, and computes its effects', async () => {
    const item = {
      subject: { urn: alec },
      kind: 'workSample',
      title: 'Books',
      hash,
      source: 'Drive',
    };
    const [first, second] = [
      await done(head.post('/v1/evidence', item)),
      await done(evaluator.post('/v1/evidence', item)),
    ];
    await refused(evaluator.post(path('evidence'), { evidenceId: first }), 'evidence-not-verified');
    await refused(evaluator.post(`/v1/evidence/${second}/verification`), 'verifier-is-author');
    await done(evaluator.post(`/v1/evidence/${first}/verification`));
    await done(reviewer.post(`/v1/evidence/${second}/verification`));
    await done(evaluator.post(path('evidence'), { evidenceId: first }));
    await done(evaluator.post(path('evidence'), { evidenceId: second }));
    const typed = await evaluator.post(path('effects'), { kpiId: ids.kpi, change: 50 });
    expect([typed.status, typed.body.errors[0].path]).toEqual([400, 'change']);
    await done(evaluator.post(path('effects'), { kpiId: ids.kpi }));
  });
  it('is judged, moderated by another, and final', async () => {
    const alternatives = [{ kind: 'staffChange', verdict: 'ruledOut' }];
    const claim = { claim: 'plausible', alternatives, reasoning: 'Nobody else came or went.' };
    await refused(
      evaluator.post(path('contribution'), { ...claim, alternatives: [] }),
      'alternatives-missing',
    );
    await done(evaluator.post(path('contribution'), claim));
    await refused(evaluator.post(path('strength'), { level: 3 }), 'level-above-design');
    await done(evaluator.post(path('strength'), { level: 2 }));
    await refused(evaluator.post(path('finalisation')), 'evaluation-not-moderated');
    const moderation = { agreed: true, comment: 'Sound.' };
    await refused(evaluator.post(path('moderation'), moderation), 'moderator-is-evaluator');
    await done(reviewer.post(path('moderation'), moderation));
    await done(evaluator.post(path('finalisation')));
  });
});

describe('the board', () => {
  it('shows by level, indicator and school what changed, how sure and at what cost', async () => {
    const { status, body } = await impact();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      partnershipId: p1,
      urns: [ramsey, alec],
      formula: 'progress-1',
      suppression: 'local-2',
      release: 'none',
      position: expect.any(String),
      totals: {
        kpis: 3,
        byState: { evidenced: 1, measured: 1, committed: 1 },
        byStrength: { '2': 1, none: 2 },
        costPence: 280_000,
        deployments: 1,
      },
    });
    const [pupils, partnership] = body.levels;
    expect([pupils.level, partnership.level, body.levels.length]).toEqual([
      'pupils',
      'partnership',
      2,
    ]);
    expect(pupils.indicators[0].figures).toMatchObject([
      { urn: ramsey, change: 'c', targetShare: 'c', baseline: { value: 'c' }, state: 'measured' },
      {
        urn: alec,
        change: 3.2,
        targetShare: 0.4,
        state: 'evidenced',
        strength: 2,
        confidence: 'medium',
        claim: 'plausible',
        costPence: 280_000,
        n: 60,
      },
    ]);
  });
  it('withholds small numbers from everybody but the school', async () => {
    expect(await figure(otherHead, ids.small)).toMatchObject({
      change: 5,
      n: 8,
      suppression: 'local-2',
    });
    for (const who of [board, broker, evaluator])
      expect(await figure(who, ids.small)).toMatchObject({
        change: 'c',
        n: 'c',
        latest: { value: 'c' },
      });
    const listed = (await broker.get(`/v1/kpis?urn=${ramsey}`)).body.items;
    expect(listed).toMatchObject([{ kpiId: ids.small, change: 'c' }]);
  });
  it('opens each figure to its events', async () => {
    const shown = figuresOf((await impact()).body).find((it) => it.kpiId === ids.kpi);
    const { status, body } = await board.get(shown?.provenance ?? '');
    expect(status).toBe(200);
    expect((body.events as { type: string }[]).map((it) => it.type)).toEqual([
      'KpiCommitted',
      'BaselineSet',
      'TargetSet',
      'DeploymentAgreed',
      'BaselineDemanded',
      'PlanLocked',
      'DeploymentCompleted',
      'EvaluationCalledFor',
      'MeasurementLinked',
      'EvaluationDesigned',
      ...['EvidenceAttached', 'EvidenceAttached', 'EffectComputed', 'ContributionStated'],
      ...['StrengthRated', 'EvaluationModerated', 'ImpactEvidenced'],
    ]);
    const [of, by] = ['MeasurementLinked', 'EvaluationModerated'].map((type) =>
      (body.events as Said['body'][]).find((it) => it.type === type),
    );
    expect(of).toMatchObject({
      by: { role: 'headteacher', id: expect.any(String) },
      recordedOn: '2026-04-20T11:00:00.000Z',
      changes: expect.arrayContaining([
        { field: 'state', from: 'locked', to: 'measured' },
        { field: 'change', from: null, to: 3.2 },
        { field: 'latest', from: null, to: expect.objectContaining({ value: 61.3, n: 60 }) },
      ]),
    });
    expect(by).toMatchObject({
      by: { role: 'reviewer', id: 'moderator' },
      narratives: [{ field: 'comment', note: expect.any(String), text: 'Sound.' }],
    });
  });
  it('opens one of those events, to whoever reads the figure, and no other', async () => {
    const where = `/v1/kpis/${ids.kpi}/provenance`;
    const { events } = (await board.get(where)).body as { events: { id: string; type: string }[] };
    const analyst = await house.caller({ role: 'analyst', partnerships: [p1] });
    for (const event of events) {
      const { status, body } = await board.get(`${where}/${event.id}`);
      expect([status, body.item]).toEqual([200, event]);
      expect((await analyst.get(`${where}/${event.id}`)).status).toBe(200);
      expect((await stranger.get(`${where}/${event.id}`)).status).toBe(404);
      expect((await board.get(`/v1/kpis/${ids.own}/provenance/${event.id}`)).status).toBe(404);
    }
    // an analyst reads what was recorded, and no words about people
    const { body } = await analyst.get(where);
    expect(JSON.stringify(body)).toContain('"field":"comment"');
    expect(JSON.stringify(body)).not.toContain('Sound.');
    expect((await board.get(`${where}/${d1}`)).body.code).toBe('not-found');
  });
  it('tells nothing in a story that is withheld on the board, and everything to the school', async () => {
    const where = `/v1/kpis/${ids.small}/provenance`;
    const said = async (who: Caller) => (await who.get(where)).body.events as Said['body'][];
    for (const who of [board, broker, evaluator]) {
      const text = JSON.stringify(await said(who));
      expect(text).not.toMatch(/"(value|n)":\d|"field":"(change|targetShare|n)",[^}]*\d/);
      expect(text).toContain('"value":"c"');
    }
    const own = (await said(otherHead)).find((it) => it.type === 'MeasurementLinked');
    expect(own.changes).toContainEqual({ field: 'change', from: null, to: 5 });
  });
  it('shows what was known then, and what was true then as it is known now', async () => {
    at('2026-05-11');
    const { measurements } = await figure(head, ids.kpi);
    await done(
      head.post(`/v1/kpis/${ids.kpi}/corrections`, {
        measurementId: measurements[0].measurementId,
        value: 60.1,
        n: 58,
        reason: 'Two pupils had been counted twice',
      }),
    );
    const seen = async (query: string) => {
      const { body } = await impact(query);
      const own = figuresOf(body).find((it) => it.kpiId === ids.kpi);
      return own && [own.state, own.change, own.strength, own.costPence];
    };
    expect(await seen('')).toEqual(['evidenced', 2, 2, 280_000]);
    // of 60 pupils it was 61.3, and of 58 it is 60.1: both together would tell of two
    expect(await seen('?as-of=2026-04-20')).toEqual(['evidenced', 'c', 2, 280_000]);
    expect(await figure(head, ids.kpi, '?as-of=2026-04-20')).toMatchObject({ change: 3.2 });
    expect(await seen('?as-of=2026-03-31')).toEqual(['locked', null, null, 280_000]);
    expect(await seen('?as-of=2025-12-31')).toEqual(['locked', null, null, 0]);
    expect(await seen('?as-of=2025-09-01')).toBeUndefined();
    expect(await seen('?as-of=2026-04-15&clock=occurred')).toEqual(['measured', 2, null, 280_000]);
    const { body } = await impact('?as-of=2025-12-31');
    expect(body.asOf).toMatchObject({
      asked: '2025-12-31',
      clock: 'recorded',
      position: body.position,
    });
    const link = body.levels[0].indicators[0].figures[1].provenance;
    expect(link).toBe(`/v1/kpis/${ids.kpi}/provenance?as-of=2025-12-31&clock=recorded`);
    expect((await board.get(link)).body.events).toHaveLength(6);
  });
  it('tells nowhere both what was corrected and what stands, where they differ by two pupils', async () => {
    const analyst = await house.caller({ role: 'analyst', partnerships: [p1] });
    const everywhere = [
      ...['', '?as-of=2026-04-20', '?as-of=2026-05-11&clock=occurred'].flatMap((query) =>
        [
          `/v1/kpis${query}`,
          `/v1/kpis/${ids.kpi}${query}`,
          `/v1/kpis/${ids.kpi}/provenance${query}`,
        ]
          .concat(`/v1/boards/${p1}/impact${query}`)
          .map((it) => [board, it] as const),
      ),
      [analyst, '/v1/events?limit=200&category=evaluation.kpi'] as const,
      [analyst, '/v1/events?limit=200&category=evaluation.evaluation'] as const,
    ];
    let told = 0;
    for (const [who, where] of everywhere) {
      const { status, body } = await who.get(where);
      const text = JSON.stringify(body);
      expect({ where, status, old: /61\.3\b|:3\.2\b/.test(text) }).toEqual({
        ...{ where, status: 200, old: false },
      });
      if (text.includes('60.1')) told++;
    }
    expect(told).toBeGreaterThan(3);
  });
  it('is read by the heads and chairs of its members, with what is withheld from all but each school', async () => {
    const chair = await house.caller({ role: 'chair', urns: [alec] });
    const boards = await Promise.all([head, chair, otherHead].map((it) => impact('', it)));
    for (const { status, body } of boards)
      expect([status, body.totals.kpis, body.urns]).toEqual([200, 3, [ramsey, alec]]);
    const seenBy = (nth: number, id: string) =>
      figuresOf(boards[nth]?.body).find((it) => it.kpiId === id);
    expect(seenBy(0, ids.small)).toMatchObject({ change: 'c', provenance: null });
    expect(seenBy(2, ids.small)).toMatchObject({ change: 5 });
    expect((await head.get(seenBy(0, ids.kpi)?.provenance ?? '')).status).toBe(200);
    // the board alone: neither the rows of others nor a partnership that is not theirs, and nobody else of the school
    expect((await head.get(`/v1/kpis/${ids.small}`)).status).toBe(404);
    expect((await head.get(`/v1/boards/${p2}/impact`)).status).toBe(404);
    const analyst = await house.caller({ role: 'analyst', urns: [alec] });
    expect((await impact('', analyst)).status).toBe(404);
  });
  it('shows a school that left no more, under yesterday’s date either, but to those who reach it otherwise', async () => {
    at('2026-06-01');
    await house.tell({
      stream: `network.partnership-${p1}`,
      type: 'MemberWithdrawn',
      data: { partnershipId: p1, urn: ramsey, on: '2026-06-01', reason: 'left' },
      tags: [`partnership:${p1}`, `urn:${ramsey}`],
    });
    expect((await impact()).body.totals.kpis).toBe(2);
    expect((await impact('?as-of=2026-05-31')).body.totals.kpis).toBe(2);
    const everywhere = await house.caller({ role: 'board', partnerships: ['*'] });
    expect((await impact('?as-of=2026-05-31', everywhere)).body.totals.kpis).toBe(3);
  });
  it('is the partnership’s own', async () => {
    for (const who of [stranger, otherHead]) {
      const { status, body } = await impact('', who);
      expect([status, body.code]).toEqual([404, 'not-found']);
    }
    const operator = await house.caller({ role: 'operator' });
    expect((await impact('', operator)).status).toBe(403);
    expect((await board.get('/v1/boards/none/impact')).body.code).toBe('not-found');
    expect((await impact('?as-of=yesterday')).body.errors[0].path).toBe('as-of');
    expect((await impact('?level=pupils')).body.errors[0].path).toBe('level');
  });
});

it('a final evaluation is reopened when its figures were corrected, and vouches for nothing until then', async () => {
  const path = (intent: string) => `/v1/evaluations/${ids.evaluation}/${intent}`;
  await done(board.post(path('reopening'), { reason: 'Results were corrected' }));
  expect(await figure(board, ids.kpi)).toMatchObject({
    state: 'reopened',
    strength: null,
    change: 2,
  });
  await done(evaluator.post(path('effects'), { kpiId: ids.kpi }));
  await refused(evaluator.post(path('finalisation')), 'evaluation-not-moderated');
});

it('is described, each route by a name of its own', async () => {
  const { body } = await board.get('/v1/openapi.json');
  const routes = Object.values(
    body.paths as Record<string, Record<string, { operationId: string }>>,
  );
  const names = routes.flatMap((it) => Object.values(it).map(({ operationId }) => operationId));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(['getImpactBoard', 'CorrectProgress']));
});

it('every read model equals a fold of the log from nothing', async () => {
  for (const it of await house.verify()) expect(it).toMatchObject({ ok: true });
});
