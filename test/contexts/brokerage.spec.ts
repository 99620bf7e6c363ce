import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, londonDay, NotFound, Refusal } from '#eventing';
import { brokerageHouse, type Plain } from './brokerage-house.js';

type House = Awaited<ReturnType<typeof brokerageHouse>>;
let house: House;

const window = { from: '2025-10-06', to: '2026-03-27' };
const note = { note: 'note-1', hash: 'h' };
const consent = () => ({ agreedOn: londonDay(house.clock.now()) });
const school = (urn: string, trust?: { name: string; uid: string }) =>
  house.send('network.school', urn, {
    type: 'RegisterSchool',
    urn,
    name: `School ${urn}`,
    phase: 'Primary',
    typeOfEstablishment: 'Academy converter',
    la: { code: '881', name: 'Essex' },
    ...(trust ? { trust } : {}),
  });
const need = async (id: string, urn = '139402') => {
  const gap = { urn, focusArea: 'maths', severity: 3, source: 'data', evidenceRefs: ['ks2'] };
  await house.send('intelligence.need', id, { type: 'IdentifyNeed', ...gap });
  await house.send('intelligence.need', id, {
    type: 'ValidateNeed',
    agreedOn: londonDay(house.clock.now()),
  });
};
const raise = (id: string, needId: string, scope?: ReadonlySet<string>) =>
  house.send(
    'brokerage.request',
    id,
    {
      type: 'RaiseRequest',
      needId,
      halfDays: 8,
      window,
      budgetPence: 160_000,
      modality: 'onsite',
    },
    scope ? { scope } : {},
  );
const funded = async (id: string, needId: string) => {
  await need(needId);
  await raise(id, needId);
  await house.send('brokerage.request', id, { type: 'TriageRequest', priority: 'soon' });
  await house.send('brokerage.request', id, {
    type: 'FundRequest',
    funder: 'County',
    stream: 'statutory',
    amountPence: 160_000,
  });
};
const leader = async (id: string, halfDays: number, homeUrn = '137260') => {
  const to = (command: Plain) => house.send('brokerage.provider', id, command);
  const personId = idOf('person', id);
  await house.send('register.person', personId, { type: 'RegisterPerson', urn: homeUrn });
  await to({
    type: 'RegisterProvider',
    kind: 'leader',
    designation: 'SLE',
    personId,
    homeUrn,
    phases: ['Primary'],
  });
  await to({ type: 'AccreditProvider', focusArea: 'maths', by: 'Hub', until: '2026-08-31' });
  await to({ type: 'DeclareCapacity', year: '202526', halfDays });
};
const proposal = (requestId: string, leaderId: string, halfDays = 8): Plain => ({
  type: 'ProposeDeployment',
  requestId,
  leaderId,
  objectives: ['Fluency in number facts'],
  successCriteria: [{ text: 'Year 4 recall their tables' }],
  kpiIds: [],
  halfDays,
  dayRatePence: 35_000,
  window,
});
const to = (id: string, command: Plain) => house.send('brokerage.deployment', id, command);
const consented = async (id: string) => {
  await to(id, { type: 'CheckConflicts', declared: 'none' });
  await to(id, { type: 'ReleaseHomeSchool', ...consent() });
  await to(id, { type: 'AcceptSupport', ...consent() });
  await to(id, { type: 'CommissionDeployment', commissioner: 'trust', ...consent() });
};
const agree = (id: string) => to(id, { type: 'AgreeDeployment', mou: `MOU ${id}` });
const visit = (id: string, date: string, halfDays = 2) =>
  to(id, { type: 'RecordVisit', date, halfDays, summary: note, nextSteps: note });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : Promise.reject(error as Error)),
  );
/** Half days that a provider holds, by its own events. */
const reserved = async (id: string) =>
  (await house.events('brokerage.provider', id)).reduce((sum, { type, data }) => {
    const { halfDays } = data as { halfDays: number };
    return sum + (type === 'DaysReserved' ? halfDays : type === 'DaysReleased' ? -halfDays : 0);
  }, 0);

beforeAll(async () => {
  house = await brokerageHouse();
  await school('139402', { name: 'Colne Trust', uid: '2044' });
  await school('137260');
  await school('139248', { name: 'Colne Trust', uid: '2044' });
});
afterAll(() => house.close());

describe('the line from a need to a closed deployment', () => {
  it('is walked through every stream it touches', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('line-p', 10);
    await need('line-n');
    await house.settle();
    expect(await house.types('brokerage.referral', 'line-n')).toEqual(['NeedReferred']);

    await raise('line-r', 'line-n');
    await house.settle();
    expect(await house.types('intelligence.need', 'line-n')).toContain('NeedTakenUp');
    expect(await house.types('brokerage.referral', 'line-n')).toContain('ReferralSettled');
    await house.send('brokerage.request', 'line-r', { type: 'TriageRequest', priority: 'soon' });
    await house.send('brokerage.request', 'line-r', {
      type: 'FundRequest',
      funder: 'County',
      stream: 'statutory',
      amountPence: 160_000,
    });
    await to('line-d', proposal('line-r', 'line-p'));
    expect(await reserved('line-p')).toBe(8);
    await consented('line-d');
    await agree('line-d');
    expect(await house.types('brokerage.request', 'line-r')).toContain('RequestMatched');
    house.clock.set('2025-10-20T11:00:00.000Z');
    await to('line-d', { type: 'StartDeployment', on: '2025-10-13' });
    await visit('line-d', '2025-10-14');
    await visit('line-d', '2025-10-15', 1);
    await to('line-d', {
      type: 'ReviewMidpoint',
      working: note,
      changes: note,
      exitPlan: note,
    });
    await to('line-d', { type: 'CompleteDeployment', on: '2025-10-20' });
    await house.settle();
    expect(await reserved('line-p')).toBe(3);
    await to('line-d', { type: 'JudgeImpact', grade: 3, comment: note });
    await to('line-d', { type: 'CloseDeployment' });
    await house.settle();
    expect(await house.types('brokerage.request', 'line-r')).toEqual([
      'BrokerageRequested',
      'RequestTriaged',
      'FundingApproved',
      'RequestMatched',
      'RequestClosed',
    ]);
    const [first] = await house.events('brokerage.deployment', 'line-d');
    expect(first?.tags).toEqual([
      'deployment:line-d',
      'request:line-r',
      'need:line-n',
      'provider:line-p',
      'urn:139402',
      'urn:137260',
    ]);

    const corrected = { type: 'CorrectVisit', visitId: idOf('line-d', 'visit', 0), halfDays: 1 };
    await to('line-d', { ...corrected, reason: 'It was half a day' });
    await house.settle();
    expect(await reserved('line-p')).toBe(2);
  });
});

describe('a need', () => {
  it('that is not validated is not requested support for, and stays as it was', async () => {
    await house.send('intelligence.need', 'early-n', {
      type: 'IdentifyNeed',
      urn: '139402',
      focusArea: 'maths',
      severity: 2,
      source: 'data',
      evidenceRefs: ['ks2'],
    });
    expect(await code(raise('early-r', 'early-n'))).toBe('need-not-validated');
    expect(await house.types('intelligence.need', 'early-n')).toEqual(['NeedIdentified']);
  });
  it('of another partnership is not found, and not taken up', async () => {
    await need('other-n');
    const scope = new Set(['urn:137260']);
    await expect(raise('other-r', 'other-n', scope)).rejects.toThrow(NotFound);
    expect(await house.types('intelligence.need', 'other-n')).not.toContain('NeedTakenUp');
  });
  it('is taken up by one of two requests that are raised at once', async () => {
    await need('two-n');
    const codes = await Promise.all([
      code(raise('two-r1', 'two-n')),
      code(raise('two-r2', 'two-n')),
    ]);
    expect(codes.sort()).toEqual(['done', 'need-taken-up']);
    const events = await house.types('intelligence.need', 'two-n');
    expect(events.filter((it) => it === 'NeedTakenUp')).toHaveLength(1);
    expect(events).not.toContain('NeedReleased');
  });
  it('waits again when its request is withdrawn', async () => {
    await need('again-n');
    await raise('again-r1', 'again-n');
    expect(await code(raise('again-r2', 'again-n'))).toBe('need-taken-up');
    await house.send('brokerage.request', 'again-r1', {
      type: 'WithdrawRequest',
      reason: 'Found help',
    });
    await house.settle();
    expect(await code(raise('again-r2', 'again-n'))).toBe('done');
  });
});

describe('a leader’s days', () => {
  it('go to one of ten brokers who race for the last two', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('race-p', 10);
    const brokers = Array.from({ length: 10 }, (_, nth) => `race-${nth}`);
    for (const it of brokers) await funded(`${it}-r`, `${it}-n`);
    await funded('race-first-r', 'race-first-n');
    await to('race-first-d', proposal('race-first-r', 'race-p', 6));
    const codes = await Promise.all(
      brokers.map((it) => code(to(`${it}-d`, proposal(`${it}-r`, 'race-p', 4)))),
    );
    expect(codes.filter((it) => it === 'done')).toHaveLength(1);
    expect(codes.filter((it) => it === 'days-exceed-capacity')).toHaveLength(9);
    expect(await reserved('race-p')).toBe(10);
    const proposed = await Promise.all(
      brokers.map((it) => house.types('brokerage.deployment', `${it}-d`)),
    );
    expect(proposed.flat()).toEqual(['DeploymentProposed']);
  });
  it('are reserved once by a proposal that is sent twenty times at once', async () => {
    await leader('twenty-p', 10);
    await funded('twenty-r', 'twenty-n');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.send('brokerage.deployment', 'twenty-d', proposal('twenty-r', 'twenty-p'), {
          commandId: idOf('twenty'),
        }),
      ),
    );
    expect(new Set(outcomes.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await reserved('twenty-p')).toBe(8);
  });
  it('come back when a deployment is declined', async () => {
    await leader('declined-p', 8);
    await funded('declined-r', 'declined-n');
    await to('declined-d', proposal('declined-r', 'declined-p'));
    await to('declined-d', { type: 'DeclineDeployment', onBehalfOf: 'leader', reason: note });
    await house.settle();
    expect(await reserved('declined-p')).toBe(0);
    await to('declined-d2', proposal('declined-r', 'declined-p'));
    expect(await reserved('declined-p')).toBe(8);
  });
  it('stay as they were when there are none left for an extension', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('extended-p', 8);
    await funded('extended-r', 'extended-n');
    await to('extended-d', proposal('extended-r', 'extended-p', 7));
    await consented('extended-d');
    await agree('extended-d');
    house.clock.set('2025-10-13T11:00:00.000Z');
    await to('extended-d', { type: 'StartDeployment', on: '2025-10-13' });
    const extend = { type: 'ExtendDeployment', onBehalfOf: 'commissioner' };
    expect(await code(to('extended-d', { ...extend, halfDays: 2 }))).toBe('days-exceed-capacity');
    expect(await reserved('extended-p')).toBe(7);
    await to('extended-d', { ...extend, halfDays: 1 });
    expect(await reserved('extended-p')).toBe(8);
  });
  it('are not given back by hand while a deployment holds them', async () => {
    await leader('held-p', 8);
    await funded('held-r', 'held-n');
    await to('held-d', proposal('held-r', 'held-p'));
    const release = { type: 'ReleaseDays', deploymentId: 'held-d', halfDays: 8, why: 'declined' };
    await house.send('brokerage.provider', 'held-p', release);
    expect(await reserved('held-p')).toBe(8);
  });
});

describe('a request', () => {
  it('is matched with one of two deployments that are agreed at once', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('pair-p1', 8);
    await leader('pair-p2', 8);
    await funded('pair-r', 'pair-n');
    await to('pair-d1', proposal('pair-r', 'pair-p1'));
    await to('pair-d2', proposal('pair-r', 'pair-p2'));
    await consented('pair-d1');
    await consented('pair-d2');
    const codes = await Promise.all([code(agree('pair-d1')), code(agree('pair-d2'))]);
    expect(codes.sort()).toEqual(['done', 'request-matched']);
    await house.settle();
    const events = await house.types('brokerage.request', 'pair-r');
    expect(events.filter((it) => it === 'RequestMatched')).toHaveLength(1);
    expect(events).not.toContain('RequestReopened');
  });
  it('stays matched when its deployment is agreed by two at once', async () => {
    await leader('both-p', 8);
    await funded('both-r', 'both-n');
    await to('both-d', proposal('both-r', 'both-p'));
    await consented('both-d');
    const codes = await Promise.all([code(agree('both-d')), code(agree('both-d'))]);
    expect(codes.sort()).toEqual(['deployment-not-in-state', 'done']);
    expect(await house.types('brokerage.request', 'both-r')).not.toContain('RequestReopened');
  });
  it('waits again with what is left after an early end', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('ended-p', 20);
    await funded('ended-r', 'ended-n');
    await to('ended-d', proposal('ended-r', 'ended-p'));
    await consented('ended-d');
    await agree('ended-d');
    house.clock.set('2025-10-20T11:00:00.000Z');
    await to('ended-d', { type: 'StartDeployment', on: '2025-10-13' });
    await visit('ended-d', '2025-10-14');
    await to('ended-d', { type: 'TerminateDeployment', reason: note, on: '2025-10-20' });
    await house.settle();
    expect(await reserved('ended-p')).toBe(2);
    expect((await house.events('brokerage.request', 'ended-r')).at(-1)).toMatchObject({
      type: 'RequestReopened',
      data: { deploymentId: 'ended-d', halfDaysSpent: 2, spentPence: 35_000 },
    });
    expect(await code(to('ended-d2', proposal('ended-r', 'ended-p', 7)))).toBe(
      'days-exceed-request',
    );
    expect(await code(to('ended-d2', proposal('ended-r', 'ended-p', 6)))).toBe('done');
  });
  it('of another partnership is not found', async () => {
    await leader('far-p', 8);
    await funded('far-r', 'far-n');
    const scope = new Set(['urn:137260']);
    const sent = house.send('brokerage.deployment', 'far-d', proposal('far-r', 'far-p'), { scope });
    await expect(sent).rejects.toThrow(NotFound);
    expect(await reserved('far-p')).toBe(0);
  });
  it('is approved, agreed and extended by the side that asked, never by the leader’s', async () => {
    await leader('side-p', 8);
    await funded('side-r', 'side-n');
    await to('side-d', proposal('side-r', 'side-p', 4));
    await consented('side-d');
    const home = { scope: new Set(['urn:137260']) };
    const moves: Plain[] = [
      { type: 'CommissionDeployment', commissioner: 'trust', ...consent() },
      { type: 'AgreeDeployment', mou: 'MOU' },
      { type: 'ExtendDeployment', halfDays: 2, onBehalfOf: 'commissioner' },
    ];
    for (const move of moves)
      await expect(house.send('brokerage.deployment', 'side-d', move, home)).rejects.toThrow(
        NotFound,
      );
    expect(await house.types('brokerage.deployment', 'side-d')).not.toContain('DeploymentAgreed');
    expect(await reserved('side-p')).toBe(4);
    await agree('side-d');
  });
  it('is not answered by support that is to move a KPI nobody may see', async () => {
    await leader('kpi-p', 8);
    await funded('kpi-r', 'kpi-n');
    const named = { ...proposal('kpi-r', 'kpi-p'), kpiIds: [idOf('kpi', 'elsewhere')] };
    await expect(to('kpi-d', named)).rejects.toThrow(NotFound);
    expect(await reserved('kpi-p')).toBe(0);
  });
});

describe('a conflict of interest', () => {
  it('is found in a shared trust, and is never waived', async () => {
    house.clock.set('2025-10-01T11:00:00.000Z');
    await leader('trust-p', 8, '139248');
    await funded('trust-r', 'trust-n');
    await to('trust-d', proposal('trust-r', 'trust-p'));
    await consented('trust-d');
    const checked = (await house.events('brokerage.deployment', 'trust-d')).find(
      (it) => it.type === 'ConflictsChecked',
    );
    expect(checked?.data).toMatchObject({ found: ['same-trust'] });
    expect(await code(agree('trust-d'))).toBe('conflict-of-interest');
  });
  it.each([{ urn: '139402' }, { trust: '2044' }, { trust: 'Colne Trust' }])(
    'is found in a declared interest: %j',
    async (place) => {
      const id = Object.values(place).join().replaceAll(' ', '-');
      await leader(`${id}-p`, 8);
      await house.send('brokerage.provider', `${id}-p`, {
        type: 'DeclareInterest',
        ...place,
        kind: 'family',
      });
      await funded(`${id}-r`, `${id}-n`);
      await to(`${id}-d`, proposal(`${id}-r`, `${id}-p`));
      await consented(`${id}-d`);
      expect(await code(agree(`${id}-d`))).toBe('conflict-of-interest');
    },
  );
});
