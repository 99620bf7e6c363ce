import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { IntelligenceModule } from '#intelligence';
import { NetworkModule } from '#network';
import { contextHouse } from '../support/context-house.js';

/** A school of two partnerships: what one of them says of it is read by the other, which is told whose word it is. */
const urn = '900001';
const [ours, theirs] = [
  '01890000-0000-7000-8000-000000000001',
  '01890000-0000-7000-8000-000000000002',
] as const;
let house: Awaited<ReturnType<typeof contextHouse>>;

beforeAll(async () => {
  house = await contextHouse([NetworkModule, IntelligenceModule], '2025-09-08T11:00:00.000Z');
  const la = { code: '999', name: 'Wavering' };
  const details = { name: 'Alderbrook', phase: 'Primary', type: 'Academy converter', la };
  await house.tell({
    ...{ stream: `network.school-${urn}`, type: 'SchoolRegistered' },
    ...{ data: { urn, sourceDate: '2025-09-01', ...details }, tags: [`urn:${urn}`] },
  });
  for (const partnershipId of [ours, theirs]) {
    const stream = `network.partnership-${partnershipId}`;
    const tags = [`partnership:${partnershipId}`];
    const founded = { name: 'P', model: 4, place: 'Wavering', phases: [], owners: [] };
    await house.tell(
      { stream, type: 'PartnershipFounded', data: { partnershipId, ...founded }, tags },
      {
        ...{ stream, type: 'MemberAdmitted', tags: [...tags, `urn:${urn}`] },
        data: { partnershipId, urn, from: '2025-09-08' },
      },
    );
  }
}, 120_000);
afterAll(() => house.close());

it('what one partnership says of a school is read by the other, and says for whom it was said', async () => {
  const [broker, neighbour] = await Promise.all(
    [ours, theirs].map((it) => house.caller({ role: 'broker', partnerships: [it] })),
  );
  const said = await neighbour!.post('/v1/needs', {
    ...{ urn, focusArea: 'maths', severity: 3, source: 'data', evidenceRefs: ['x'] },
  });
  expect(said.status).toBe(201);
  const where = `/v1/needs/${said.body.id}`;
  expect((await broker!.get(where)).body.item).toMatchObject({ urn, severity: 3 });
  const { events } = (await broker!.get(`${where}/provenance`)).body;
  expect(events).toMatchObject([
    { type: 'NeedIdentified', by: { role: 'broker', onBehalfOf: `partnership:${theirs}` } },
  ]);
});
