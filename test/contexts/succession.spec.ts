import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { NetworkModule } from '#network';
import { RegisterModule } from '#register';
import { contextHouse, type Said } from '../support/context-house.js';

/** A partnership plans who follows in a key role, and is prompted when it is vacant for 13 weeks; over HTTP. */
const [alec, ramsey] = ['139402', '139248'] as const;
type House = Awaited<ReturnType<typeof contextHouse>>;
type Caller = Awaited<ReturnType<House['caller']>>;
let house: House;
let operator: Caller, board: Caller, broker: Caller, head: Caller, neighbour: Caller;
let partnership = '';
let successor = '';
let stranger = '';

const done = async (said: Promise<Said>): Promise<string> => {
  const { status, body } = await said;
  expect([200, 201]).toContain(status);
  return body.id as string;
};
const refused = async (said: Promise<Said>, status: number, code: string): Promise<void> => {
  const { status: found, body } = await said;
  expect([found, body.code]).toEqual([status, code]);
};
const plan = (intent: string, role = 'boardChair'): string =>
  `/v1/succession-plans/${partnership}.${role}/${intent}`;
const list = (): string => `/v1/partnerships/${partnership}/succession`;
const role = async (query = '') => (await board.get(`${list()}/boardChair${query}`)).body.item;
const rolesOf = async (query: string): Promise<string[]> => {
  const { body } = await board.get(`${list()}?${query}`);
  return (body.items as { role: string }[]).map((it) => it.role);
};
const types = async (): Promise<string[]> => {
  const { body } = await board.get(`${list()}/boardChair/provenance`);
  return (body.events as { type: string }[]).map((it) => it.type);
};

beforeAll(async () => {
  house = await contextHouse([NetworkModule, RegisterModule], '2025-09-08T11:00:00.000Z');
  operator = await house.caller({ role: 'operator' });
  const found = async (name: string): Promise<string> =>
    done(
      operator.post('/v1/partnerships', {
        ...{ name, model: 4, place: name, phases: ['Secondary'], owners: ['Heads'] },
      }),
    );
  for (const urn of [alec, ramsey])
    await done(
      operator.post('/v1/schools', {
        ...{ urn, name: urn, phase: 'Secondary', typeOfEstablishment: 'Academy converter' },
        la: { code: '881', name: 'Essex' },
      }),
    );
  partnership = await found('Braintree');
  board = await house.caller({ role: 'board', partnerships: [partnership] });
  broker = await house.caller({ role: 'broker', partnerships: [partnership] });
  head = await house.caller({ role: 'headteacher', urns: [alec] });
  neighbour = await house.caller({ role: 'board', partnerships: [await found('Witham')] });
  const chair = await house.caller({ role: 'chair', urns: [alec] });
  const at = (intent: string): string => `/v1/partnerships/${partnership}/${intent}`;
  await done(
    board.post(at('charters'), {
      ...{ purpose: 'p', place: 'p', changeModel: 'c', until: '2028-08-31', funding: 'f' },
      dataTerms: 'd',
    }),
  );
  await done(board.post(at('invitations'), { urn: alec, until: '2025-09-30' }));
  for (const it of [head, chair]) await done(it.post(at('signatures'), { urn: alec, version: 1 }));
  successor = await done(operator.post('/v1/people', { urn: alec, name: 'Ann Other' }));
  stranger = await done(operator.post('/v1/people', { urn: ramsey, name: 'Bea Yond' }));
}, 120_000);
afterAll(() => house.close());

it('its board names its key roles, once each; nobody else does', async () => {
  const boardChair = { partnershipId: partnership, role: 'boardChair' };
  await refused(broker.post('/v1/succession-plans', boardChair), 403, 'forbidden');
  await refused(neighbour.post('/v1/succession-plans', boardChair), 404, 'not-found');
  const { status, body } = await board.post('/v1/succession-plans', boardChair);
  expect([status, body.id]).toEqual([201, `${partnership}.boardChair`]);
  await refused(board.post('/v1/succession-plans', boardChair), 409, 'role-identified');
  await done(board.post('/v1/succession-plans', { ...boardChair, role: 'clusterLead' }));
  const jester = { ...boardChair, role: 'jester' };
  await refused(board.post('/v1/succession-plans', jester), 400, 'body-invalid');
  expect(await rolesOf('')).toEqual(['boardChair', 'clusterLead']);
});

it('they are seen within their partnership, by its board and its broker', async () => {
  expect((await broker.get(`${list()}/boardChair`)).body.item.state).toBe('held');
  await refused(head.get(list()), 403, 'forbidden');
  for (const where of [list(), `${list()}/boardChair`])
    await refused(neighbour.get(where), 404, 'not-found');
});

it('a successor is a person whom the register holds, and whom the board may know', async () => {
  await refused(board.post(plan('successors'), { personId: stranger }), 404, 'not-found');
  await refused(board.post(plan('successors'), { personId: partnership }), 404, 'not-found');
  await done(board.post(plan('successors'), { personId: successor }));
  expect(await role()).toMatchObject({ successorId: successor, holderId: null, state: 'held' });
});

it('a vacancy that is filled in time prompts nobody', async () => {
  await done(broker.post(plan('vacancies'), { on: '2025-09-05' }));
  expect(await rolesOf('state=vacant')).toEqual(['boardChair']);
  await done(board.post(plan('appointments'), { personId: successor, on: '2025-09-08' }));
  expect(await role()).toMatchObject({
    ...{ state: 'held', holderId: successor, successorId: null, vacantSince: null },
  });
  house.clock.set('2025-10-01T11:00:00.000Z');
  await done(broker.post(plan('vacancies'), { on: '2025-10-01' }));
  // the day on which the first vacancy would have been a term old
  house.clock.set('2025-12-05T11:00:00.000Z');
  await house.processed();
  expect(await role()).toMatchObject({ vacantSince: '2025-10-01', promptedOn: null });
  expect(await types()).not.toContain('VacancyPrompted');
});

it('one that is not prompts the partnership after 13 weeks, once', async () => {
  house.clock.set('2025-12-30T11:00:00.000Z');
  await house.processed();
  expect(await role()).toMatchObject({ overdue: false, promptedOn: null });
  expect(await rolesOf('overdue=true')).toEqual([]);
  house.clock.set('2025-12-31T11:00:00.000Z');
  await prompted();
  expect(await role()).toMatchObject({ overdue: true, promptedOn: '2025-12-31' });
  expect(await rolesOf('overdue=true')).toEqual(['boardChair']);
  expect(await rolesOf('overdue=false')).toEqual(['clusterLead']);
  expect(await rolesOf('vacantSince.to=2025-10-01')).toEqual(['boardChair']);
  house.clock.set('2026-01-31T11:00:00.000Z');
  await house.processed();
  expect((await types()).filter((it) => it === 'VacancyPrompted')).toHaveLength(1);
});

it('its past is answered as it was, and the read model is what the log says', async () => {
  await done(board.post(plan('appointments'), { personId: successor, on: '2026-01-31' }));
  expect(await role()).toMatchObject({ state: 'held', overdue: false, promptedOn: null });
  expect(await role('?as-of=2025-09-08')).toMatchObject({ state: 'held', holderId: successor });
  const then = await role('?as-of=2025-12-30');
  expect(then).toMatchObject({ state: 'vacant', overdue: false, promptedOn: null });
  expect(await role('?as-of=2025-12-31')).toMatchObject({ state: 'vacant', overdue: true });
  expect(await rolesOf('as-of=2026-01-30&overdue=true')).toEqual(['boardChair']);
  for (const it of await house.verify()) expect(it).toMatchObject({ ok: true });
});

/** Waits until the partnership was prompted: what is due is sent when its process next looks at the clock. */
async function prompted(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await house.processed();
    if ((await types()).includes('VacancyPrompted')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nobody was prompted');
}
