import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BrokerageModule } from '#brokerage';
import type { DemoGrant } from '#http';
import { NetworkModule } from '#network';
import { RegisterModule } from '#register';
import { contextHouse, type Said } from '../support/context-house.js';

/** Who is sent to a school, by name: who is told, who is not, and that a name is gone once somebody was forgotten. */
const p1 = '0198c9a2-0000-7000-8000-000000000001';
const p2 = '0198c9a2-0000-7000-8000-000000000002';
const deploymentId = '0198c9a2-0000-7000-8000-0000000000d1';
const [supported, home, other] = ['139402', '137260', '139248'];
const NAME = 'Philippa Quandary';

let house: Awaited<ReturnType<typeof contextHouse>>;
type Caller = Awaited<ReturnType<typeof house.caller>>;
let broker: Caller;
let operator: Caller;
let person = '';
let provider = '';
const at = `/v1/deployments/${deploymentId}`;

const done = async (said: Promise<Said>): Promise<string> => {
  const { status, body } = await said;
  expect([status, body.detail]).toEqual([expect.any(Number), undefined]);
  expect([200, 201]).toContain(status);
  return body.id as string;
};
const deployment = (type: string, data: object = {}) => ({
  ...{ stream: `brokerage.deployment-${deploymentId}`, type },
  data: {
    ...{ deploymentId, requestId: 'r', needId: 'n', leaderId: provider },
    ...{ urn: supported, homeUrn: home, kpiIds: [], ...data },
  },
  tags: [`deployment:${deploymentId}`, `urn:${supported}`, `urn:${home}`],
});

beforeAll(async () => {
  house = await contextHouse(
    [NetworkModule, RegisterModule, BrokerageModule],
    '2025-10-01T11:00:00.000Z',
  );
  broker = await house.caller({ role: 'broker', partnerships: ['*'] });
  operator = await house.caller({ role: 'operator' });
  for (const urn of [supported, home, other]) {
    const partnershipId = urn === home ? p2 : p1;
    await house.tell(
      {
        ...{ stream: `network.school-${urn}`, type: 'SchoolRegistered', tags: [`urn:${urn}`] },
        data: {
          ...{ urn, sourceDate: '2025-09-01', name: urn, phase: 'secondary', type: 'x' },
          la: { code: '881', name: 'Essex' },
        },
      },
      {
        ...{ stream: `network.partnership-${partnershipId}`, type: 'MemberAdmitted' },
        data: { partnershipId, urn, from: '2025-09-08' },
        tags: [`partnership:${partnershipId}`, `urn:${urn}`],
      },
    );
  }
  person = await done(operator.post('/v1/people', { urn: home, name: NAME }));
  const leading = { kind: 'leader', designation: 'SLE', personId: person, homeUrn: home };
  provider = await done(broker.post('/v1/providers', { ...leading, phases: ['Primary'] }));
  const window = { from: '2025-11-03', to: '2026-03-27' };
  await house.tell(
    deployment('DeploymentProposed', {
      ...{ focusArea: 'maths', objectives: [], successCriteria: [] },
      ...{ halfDays: 16, dayRatePence: 35_000, window },
    }),
  );
}, 60_000);
afterAll(() => house.close());

const told: readonly DemoGrant[] = [
  { role: 'headteacher', urns: [supported] },
  { role: 'chair', urns: [supported] },
  { role: 'headteacher', urns: [home] },
  { role: 'chair', urns: [home] },
  { role: 'broker', partnerships: [p1] },
  { role: 'board', partnerships: [p1] },
];
const untold: readonly DemoGrant[] = [
  { role: 'analyst', partnerships: ['*'] },
  { role: 'analyst', urns: [supported] },
  { role: 'evaluator', partnerships: [p1] },
  { role: 'board', partnerships: [p2] },
  { role: 'headteacher', urns: [other], partnerships: [p1] },
];
const ways = [at, '/v1/deployments', `${at}?as-of=2025-10-01`, '/v1/deployments?as-of=2025-10-01'];
const known = { name: NAME, designation: 'SLE', homeUrn: home };

it('is told to the school that is supported, the one that is asked, brokers and the board that asked', async () => {
  for (const grant of told) {
    const caller = await house.caller(grant);
    for (const where of ways) {
      const { status, body } = await caller.get(where);
      const row = body.item ?? body.items[0];
      expect({ grant, where, status, leader: row.leader }).toEqual({
        ...{ grant, where, status: 200, leader: known },
      });
    }
  }
});

it('is told to nobody else, who reads the row all the same', async () => {
  for (const grant of untold) {
    const caller = await house.caller(grant);
    for (const where of [...ways, `${at}/provenance`]) {
      const { status, body } = await caller.get(where);
      expect({ grant, where, status }).toEqual({ grant, where, status: 200 });
      expect(JSON.stringify(body)).not.toContain(NAME);
      const row = body.item ?? body.items?.[0];
      if (row) expect(row.leader).toBeNull();
    }
  }
});

it('stands in no row and in no event', async () => {
  for (const it of await house.verify()) expect(it).toMatchObject({ ok: true });
  const { body } = await operator.get('/v1/events?limit=200');
  expect(body.items.length).toBeGreaterThan(5);
  expect(JSON.stringify(body)).not.toContain(NAME);
});

it('is told of nobody once they were forgotten, whatever day is asked about', async () => {
  const head = await house.caller({ role: 'headteacher', urns: [supported] });
  const reason = { note: deploymentId, hash: 'h' };
  await house.tell(
    deployment('DeploymentTerminated', {
      ...{ reason, on: '2025-10-01', halfDaysUsed: 0, halfDaysUnused: 16, costPence: 0 },
    }),
  );
  await house.processed();
  await done(broker.post(`/v1/providers/${provider}/suspension`, { reason: 'She is leaving' }));
  await done(
    operator.post(`/v1/people/${person}/erasures`, {
      ...{ basis: 'consentWithdrawn', requestedBy: 'subject' },
    }),
  );
  for (const where of ways) {
    const { body } = await head.get(where);
    const row = body.item ?? body.items[0];
    expect({ where, leader: row.leader }).toEqual({ where, leader: { ...known, name: 'erased' } });
  }
});
