import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { join, sendingTo } from '../support/joining.js';
import { journeyStore } from '../support/journey-store.js';
import { type Answer, RunningPlatform } from '../support/running-platform.js';
import { calendarOf } from './calendar.js';
import { theCast } from './the-cast.js';

/**
 * One need through every function, as its people would walk it over HTTP: noticed, agreed, asked for, helped,
 * shown, and looked at again as it was known before.
 */
// each of its people is given a token by the command line, which takes its time on a busy machine
jest.setTimeout(120_000);
const { census, supported, home, third } = theCast();
const { today, yesterday, year, lastYear, term, window, nextYear } = calendarOf(new Date());

let platform: RunningPlatform;
let partnership = '';
const tokens: Record<string, string> = {};
const ids: Record<string, string> = {};

const post = async (who: string, route: string, body: object = {}, expected = [200, 201]) => {
  const answer = await platform.send('POST', `/v1/${route}`, tokens[who] ?? '', body);
  if (!expected.includes(answer.status))
    throw new Error(`${who} POST ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};
const refused = async (who: string, route: string, body: object, code: string, status = 409) => {
  const answer = await post(who, route, body, [status]);
  expect(answer.body).toMatchObject({ status, code });
  expect(answer.body.detail.length).toBeGreaterThan(10);
};
const get = async (who: string, route: string, position?: string) => {
  const headers: Record<string, string> = position ? { 'min-position': position } : {};
  const answer = await platform.send('GET', `/v1/${route}`, tokens[who] ?? '', undefined, headers);
  if (answer.status !== 200)
    throw new Error(`${who} GET ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const figure = (board: Answer['body']) =>
  board.levels
    .flatMap((level: Answer['body']) => level.indicators)
    .flatMap((it: Answer['body']) => it.figures)[0];
const board = (asOf = '', position?: string) =>
  get('board', `boards/${partnership}/impact${asOf && `?as-of=${asOf}`}`, position);

beforeAll(async () => {
  platform = await RunningPlatform.start({
    DEMO_AREA: census ? 'off' : 'on',
    ...journeyStore.settings,
  });
  tokens.operator = await platform.token('operator');
}, 180_000);
afterAll(() => platform.remove());

describe('the register', () => {
  const whenAtHand = census === undefined ? it.skip : it;
  whenAtHand(
    'is imported, and importing it again changes nothing',
    async () => {
      const first = await platform.cli('import', 'schools', census ?? '');
      expect(first).toMatchObject({ code: 0, json: { added: 603, changed: 0, refused: [] } });
      const again = await platform.cli('import', 'schools', census ?? '');
      expect(again).toMatchObject({ code: 0, json: { added: 0, changed: 0, unchanged: 603 } });
    },
    120_000,
  );
});

describe('a partnership', () => {
  it('is founded, agrees its charter, is joined by schools that sign it, and becomes active', async () => {
    const founded = await post('operator', 'partnerships', {
      name: 'Colne Valley Learning Partnership',
      model: 4,
      place: 'North Essex',
      phases: ['Secondary'],
      owners: ['secondary heads', 'governors'],
    });
    partnership = founded.body.id;
    for (const role of ['broker', 'board', 'evaluator', 'analyst'])
      tokens[role] = await platform.token(role, { partnership });
    tokens.moderator = await platform.token('reviewer', { partnership });
    tokens.homeHead = await platform.token('headteacher', { urn: home });
    tokens.head = await platform.token('headteacher', { urn: supported });
    tokens.chair = await platform.token('chair', { urn: supported });
    const terms = { place: 'North Essex', until: nextYear };
    await join(sendingTo(platform), partnership, [supported, home, third], terms);
    await refused(
      'broker',
      `partnerships/${partnership}/invitations`,
      { urn: third, until: nextYear },
      'already-member',
    );
    await post('board', `partnerships/${partnership}/activation`);
  });
});

describe('intelligence', () => {
  it('notices a need, and the school agrees', async () => {
    const identified = await post('broker', 'needs', {
      urn: supported,
      focusArea: 'maths',
      severity: 3,
      source: 'data',
      evidenceRefs: ['ks4-maths'],
      story: 'Two teachers left in spring and set 3 has had four supply teachers.',
    });
    ids.need = identified.body.id;
    const asked = { needId: ids.need, halfDays: 8, window, budgetPence: 0, modality: 'onsite' };
    await refused('broker', 'support-requests', asked, 'need-not-validated');
    await post('head', `needs/${ids.need}/validation`, {
      agreedOn: today,
    });
    const row = await get('broker', `needs/${ids.need}`, identified.body.position);
    expect(row.item).toMatchObject({ urn: supported, focusArea: 'maths' });
  });

  it('puts it before the broker', async () => {
    await platform.eventually(async () => {
      const inbox = await get('broker', 'referrals');
      expect(inbox.items).toEqual([expect.objectContaining({ needId: ids.need })]);
    });
  });
});

describe('brokerage', () => {
  const at = (intent: string) => `deployments/${ids.deployment}/${intent}`;

  it('commits a KPI before any support', async () => {
    const committed = await post('evaluator', 'kpis', {
      subject: { urn: supported },
      level: 'pupils',
      indicator: 'GCSE maths, grade 4 and above',
      unit: '%',
      direction: 'up',
    });
    ids.kpi = committed.body.id;
    const kpi = `kpis/${ids.kpi}`;
    await post('evaluator', `${kpi}/baseline`, {
      period: { year: lastYear, name: 'Academic year' },
      value: 58,
      n: 164,
    });
    await refused(
      'evaluator',
      `${kpi}/target`,
      { value: 50, by: nextYear },
      'target-against-direction',
    );
    await post('evaluator', `${kpi}/target`, { value: 66, by: nextYear });
    await post('evaluator', `${kpi}/lock`);
  });

  it('finds a leader with days', async () => {
    const person = await post('broker', 'people', {
      urn: home,
      name: 'Leader One',
      email: 'leader-1@example.org',
    });
    const provider = await post('broker', 'providers', {
      kind: 'leader',
      designation: 'SLE',
      personId: person.body.id,
      homeUrn: home,
      phases: ['Secondary'],
    });
    ids.person = person.body.id;
    ids.provider = provider.body.id;
    const its = `providers/${ids.provider}`;
    await post('broker', `${its}/accreditations`, {
      focusArea: 'maths',
      by: 'The alliance',
      until: nextYear,
    });
    await post('broker', `${its}/capacity`, { year, halfDays: 10 });
    await post('broker', `${its}/limits`, { maxConcurrent: 2, maxKm: 40, dayRatePence: 35_000 });
  });

  it('asks for support, has it funded and proposes the leader', async () => {
    const request = {
      needId: ids.need,
      halfDays: 8,
      window,
      budgetPence: 140_000,
      modality: 'onsite',
    };
    const raised = await post('broker', 'support-requests', request);
    expect(raised.body.events).toEqual([expect.objectContaining({ type: 'BrokerageRequested' })]);
    ids.request = raised.body.id;
    await refused('broker', 'support-requests', request, 'need-taken-up');
    const proposal = {
      requestId: ids.request,
      leaderId: ids.provider,
      objectives: ['Fluency in algebra in year 9'],
      successCriteria: [{ text: 'The target is met', kpiId: ids.kpi }],
      kpiIds: [ids.kpi],
      halfDays: 8,
      dayRatePence: 35_000,
      window,
    };
    await refused('broker', 'deployments', proposal, 'request-not-funded');
    await post('broker', `support-requests/${ids.request}/triage`, { priority: 'soon' });
    await post('board', `support-requests/${ids.request}/funding`, {
      funder: 'The partnership',
      stream: 'traded',
      amountPence: 140_000,
    });
    const proposed = await post('broker', 'deployments', proposal);
    ids.deployment = proposed.body.id;
  });

  it('deploys nobody without the three consents and the check for conflicts', async () => {
    const said = { agreedOn: today };
    await refused('broker', at('start'), { on: today }, 'release-missing');
    await refused('head', at('release'), said, 'not-your-school', 403);
    await post('homeHead', at('release'), said);
    await refused('broker', at('start'), { on: today }, 'acceptance-missing');
    await post('head', at('acceptance'), said);
    await post('board', at('approval'), { commissioner: 'partnership', agreedOn: today });
    await refused('broker', at('agreement'), { mou: 'mou-1' }, 'conflicts-not-checked');
    await post('broker', at('conflict-check'), { declared: 'none' });
    await post('broker', at('agreement'), { mou: 'mou-1' });
    const started = await post('broker', at('start'), { on: today });
    expect(started.body.events).toEqual([expect.objectContaining({ type: 'SupportDeployed' })]);
  });

  it('sees the support through to its judgement', async () => {
    const visit = {
      date: today,
      halfDays: 2,
      summary: 'Planned set 3 together.',
      nextSteps: 'Try it.',
    };
    for (let half = 2; half < 8; half += 2) await post('broker', at('visits'), visit);
    const visited = await post('broker', at('visits'), visit);
    await refused('broker', at('visits'), visit, 'days-exceed-agreement');
    await refused('broker', at('completion'), { on: today }, 'midpoint-missing');
    await post('broker', at('midpoint'), {
      working: 'The hour.',
      changes: 'None.',
      exitPlan: 'Theirs.',
    });
    await refused('broker', at('visits'), { ...visit, date: yesterday }, 'visit-outside-window');
    const row = await get('broker', `deployments/${ids.deployment}`, visited.body.position);
    expect(row.item).toMatchObject({ state: 'active', halfDaysUsed: 8 });
    await post('broker', at('completion'), { on: today });
    await refused('broker', at('visits'), visit, 'visit-after-end');
    await refused('broker', at('closure'), {}, 'impact-not-judged');
    await post('head', at('judgement'), { grade: 4, comment: 'It holds.' });
    await post('broker', at('closure'));
  });
});

describe('improvement', () => {
  it('carries the KPI into the school’s own plan', async () => {
    const plan = await post('head', 'plans', { subject: { urn: supported }, title: 'Maths', year });
    const its = `plans/${plan.body.id}`;
    const added = await post('head', `${its}/objectives`, {
      focusArea: 'maths',
      kpiId: ids.kpi,
      dueTerm: { year, name: 'Summer term' },
      text: 'Algebra is taught alike in every set',
    });
    const drafted = await get('head', its, added.body.position);
    const objectiveId = drafted.item.objectives[0]?.objectiveId;
    const progress = {
      objectiveId,
      term: { year, name: term },
      rating: 'onTrack',
      evidenceIds: [],
    };
    await refused('head', `${its}/progress`, progress, 'plan-not-approved');
    await refused('board', `${its}/approval`, {}, 'not-your-partnership', 403);
    await post('chair', `${its}/approval`, { onBehalfOf: 'governors' });
    const rated = await post('head', `${its}/progress`, progress);
    const row = await get('board', its, rated.body.position);
    expect(row.item.objectives[0]).toMatchObject({ kpiId: ids.kpi, rating: 'onTrack' });
  });
});

describe('evaluation', () => {
  let beforeResult = '';
  const at = (intent: string) => `evaluations/${ids.evaluation}/${intent}`;

  it('measures, and refuses to move the target afterwards', async () => {
    beforeResult = (await board()).position;
    const result = {
      period: { year, name: term },
      value: 63,
      n: 160,
      observedOn: today,
      source: 'Mock',
    };
    await post('evaluator', `kpis/${ids.kpi}/measurements`, result);
    await refused(
      'evaluator',
      `kpis/${ids.kpi}/target`,
      { value: 62, by: nextYear },
      'target-moved',
    );
  });

  it('counts verified evidence only, and not by its author', async () => {
    const item = await post('evaluator', 'evidence', {
      subject: { urn: supported },
      kind: 'workSample',
      title: 'Year 9 books, autumn',
      hash: 'a'.repeat(64),
      source: 'The department',
      kpiId: ids.kpi,
    });
    ids.evidence = item.body.id;
    await refused('evaluator', `evidence/${ids.evidence}/verification`, {}, 'verifier-is-author');
    const designed = await post('evaluator', 'evaluations', {
      deploymentId: ids.deployment,
      kpiIds: [ids.kpi],
      design: 'beforeAfter',
      level: 'pupils',
      theory: 'Planning together changes lessons.',
    });
    ids.evaluation = designed.body.id;
    await post('evaluator', at('lock'));
    await refused(
      'evaluator',
      at('evidence'),
      { evidenceId: ids.evidence },
      'evidence-not-verified',
    );
    await post('moderator', `evidence/${ids.evidence}/verification`);
    await post('evaluator', at('evidence'), { evidenceId: ids.evidence });
  });

  it('evidences impact once it is moderated, at no more than the design allows', async () => {
    await post('evaluator', at('effects'), { kpiId: ids.kpi });
    await post('evaluator', at('contribution'), {
      claim: 'plausible',
      alternatives: [{ kind: 'cohort', verdict: 'partial' }],
      reasoning: 'The cohort was a little stronger.',
    });
    await refused('evaluator', at('strength'), { level: 3 }, 'level-above-design');
    await post('evaluator', at('strength'), { level: 2 });
    await refused('evaluator', at('finalisation'), {}, 'evaluation-not-moderated');
    await post('moderator', at('moderation'), { agreed: true, comment: 'Modest and right.' });
    const final = await post('evaluator', at('finalisation'));
    expect(final.body.events).toEqual([expect.objectContaining({ type: 'ImpactEvidenced' })]);
    ids.final = final.body.position;
    await post('broker', `needs/${ids.need}/met`, { evaluationId: ids.evaluation });
  });

  it('shows the board what changed, how sure we are and what it cost', async () => {
    expect(figure(await board('', ids.final))).toMatchObject({
      urn: supported,
      state: 'evidenced',
      change: 5,
      targetShare: 0.625,
      strength: 2,
      claim: 'plausible',
      costPence: 140_000,
    });
  });

  it('shows the same figure as it was known before', async () => {
    expect(figure(await board(beforeResult))).toMatchObject({ state: 'locked', change: null });
    expect(figure(await board(today))).toMatchObject({ change: 5 });
    await expect(board(yesterday)).rejects.toThrow('404');
  });

  it('opens the figure down to its events', async () => {
    const { provenance } = figure(await board('', ids.final));
    const opened = await get('board', String(provenance).replace('/v1/', ''));
    const types = opened.events.map((it: Answer['body']) => it.type);
    expect(types).toEqual(
      expect.arrayContaining([
        'KpiCommitted',
        'BaselineSet',
        'MeasurementLinked',
        'ImpactEvidenced',
      ]),
    );
  });

  it('keeps words and names out of every event', async () => {
    const log = await platform.cli('events', 'tail', '--limit', '10000');
    const text = JSON.stringify(log.json);
    expect(text).toContain('ImpactEvidenced');
    for (const word of ['Leader One', 'leader-1@example.org', 'supply teachers', 'Planned set 3'])
      expect(text).not.toContain(word);
    expect((await get('broker', `people/${ids.person}`)).name).toBe('Leader One');
  });

  it('proves every read model equal to a fold of the log', async () => {
    expect(await platform.cli('projections', 'verify')).toMatchObject({ code: 0 });
  });
});
