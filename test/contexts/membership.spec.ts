import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { IntelligenceModule } from '#intelligence';
import { NetworkModule } from '#network';
import { contextHouse, type Said } from '../support/context-house.js';

/** A school joins by its own word, and is seen by the partnership from then until it leaves; over HTTP. */
const [alec, ramsey] = ['139402', '139248'] as const;
type House = Awaited<ReturnType<typeof contextHouse>>;
type Caller = Awaited<ReturnType<House['caller']>>;
let house: House;
let board: Caller, broker: Caller, head: Caller, chair: Caller, stranger: Caller;
let partnership = '';
let need = '';

const done = async (said: Promise<Said>): Promise<string> => {
  const { status, body } = await said;
  expect([200, 201]).toContain(status);
  return body.id as string;
};
const refused = async (said: Promise<Said>, status: number, code: string): Promise<void> => {
  const { status: found, body } = await said;
  expect([found, body.code]).toEqual([status, code]);
};
const at = (intent: string): string => `/v1/partnerships/${partnership}/${intent}`;
/** Whether the partnership's broker sees the school's business, now or as of a day. */
const seen = async (query = ''): Promise<boolean> => {
  const one = await broker.get(`/v1/needs/${need}${query}`);
  const list = await broker.get(`/v1/needs${query}`);
  expect((list.body.items as object[]).length > 0).toBe(one.status === 200);
  return one.status === 200;
};

beforeAll(async () => {
  house = await contextHouse([NetworkModule, IntelligenceModule], '2025-09-08T11:00:00.000Z');
  const operator = await house.caller({ role: 'operator' });
  for (const urn of [alec, ramsey])
    await done(
      operator.post('/v1/schools', {
        ...{ urn, name: urn, phase: 'Secondary', typeOfEstablishment: 'Academy converter' },
        la: { code: '881', name: 'Essex' },
      }),
    );
  partnership = await done(
    operator.post('/v1/partnerships', {
      ...{
        name: 'Braintree',
        model: 4,
        place: 'Braintree',
        phases: ['Secondary'],
        owners: ['Heads'],
      },
    }),
  );
  board = await house.caller({ role: 'board', partnerships: [partnership] });
  broker = await house.caller({ role: 'broker', partnerships: [partnership] });
  head = await house.caller({ role: 'headteacher', urns: [alec] });
  chair = await house.caller({ role: 'chair', urns: [alec] });
  stranger = await house.caller({ role: 'headteacher', urns: [ramsey] });
  const noticed = {
    urn: alec,
    focusArea: 'maths',
    severity: 3,
    source: 'data',
    evidenceRefs: ['x'],
  };
  need = await done(head.post('/v1/needs', noticed));
  await done(
    board.post(at('charters'), {
      ...{ purpose: 'p', place: 'p', changeModel: 'c', until: '2028-08-31', funding: 'f' },
      dataTerms: 'd',
    }),
  );
  const lead = { partnershipId: partnership, personId: need, role: 'clusterLead', duties: ['x'] };
  await house.tell({
    ...{ stream: `network.partnership-${partnership}`, type: 'LeadAppointed', data: lead },
    tags: [`partnership:${partnership}`, `person:${need}`],
  });
}, 120_000);
afterAll(() => house.close());

it('nobody admits a school, and none signs that was not asked', async () => {
  expect((await broker.post(at('members'), { urn: alec })).status).toBe(404);
  await refused(head.post(at('signatures'), { urn: alec, version: 1 }), 404, 'not-found');
  expect((await head.get(`/v1/partnerships/${partnership}`)).status).toBe(404);
});

it('who is asked sees the charter but not who leads, and may sign; the partnership sees nothing yet', async () => {
  await done(broker.post(at('invitations'), { urn: alec, until: '2025-09-30' }));
  const { item } = (await head.get(`/v1/partnerships/${partnership}`)).body;
  expect(item).toMatchObject({ charterTerms: { purpose: 'p' }, leads: [], memberCount: 0 });
  expect((await head.get('/v1/partnerships')).body.items).toEqual([item]);
  expect((await board.get(`/v1/partnerships/${partnership}`)).body.item.leads).toHaveLength(1);
  expect((await stranger.get(`/v1/partnerships/${partnership}`)).status).toBe(404);
  const leave = { urn: alec, on: '2025-09-08', reason: 'x' };
  await refused(head.post(at('withdrawals'), leave), 404, 'not-found');
  await refused(stranger.post(at('signatures'), { urn: alec, version: 1 }), 404, 'not-found');
  expect(await seen()).toBe(false);
});

it('it is a member when headteacher and chair have signed, and seen', async () => {
  await done(head.post(at('signatures'), { urn: alec, version: 1 }));
  expect(await seen()).toBe(false);
  await done(chair.post(at('signatures'), { urn: alec, version: 1 }));
  expect(await seen()).toBe(true);
  const { item } = (await head.get(`/v1/partnerships/${partnership}`)).body;
  expect(item).toMatchObject({ memberCount: 1, invited: [], leads: [{ role: 'clusterLead' }] });
});

it('it leaves by its own word, and is readable no more, under yesterday’s date either', async () => {
  house.clock.set('2025-09-20T11:00:00.000Z');
  expect(await seen('?as-of=2025-09-10')).toBe(true);
  await done(chair.post(at('withdrawals'), { urn: alec, on: '2025-09-20', reason: 'New trust' }));
  for (const query of ['', '?as-of=2025-09-10', '?as-of=2025-09-10&clock=occurred'])
    expect(await seen(query)).toBe(false);
  for (const query of ['', '?as-of=2025-09-10'])
    expect((await head.get(`/v1/partnerships/${partnership}${query}`)).status).toBe(404);
});

it('an invitation is over when its day has passed', async () => {
  await done(broker.post(at('invitations'), { urn: ramsey, until: '2025-09-30' }));
  expect((await stranger.get(`/v1/partnerships/${partnership}`)).status).toBe(200);
  house.clock.set('2025-10-01T11:00:00.000Z');
  await refused(stranger.post(at('signatures'), { urn: ramsey, version: 1 }), 404, 'not-found');
  expect((await stranger.get(`/v1/partnerships/${partnership}`)).status).toBe(404);
  expect((await stranger.get('/v1/partnerships')).body.items).toEqual([]);
});
