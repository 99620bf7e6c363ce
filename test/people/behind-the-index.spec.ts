import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Actor, idOf, newId } from '#eventing';
import { Wavering } from '../demonstration/wavering.js';

const personId = newId();
const providerId = newId();
const actor: Actor = { id: 'operator-1', role: 'operator' };
let store: Wavering;

beforeAll(async () => {
  store = await Wavering.empty();
});
afterAll(() => store.remove());

it('finds what stands against forgetting a person in the log, before any index or read model has seen it', async () => {
  await store.within(async ({ handling, aggregates, journal, erasures }) => {
    const causes = (id: string) => ({ commandId: id, correlationId: id, causationId: id });
    await handling.handle(
      aggregates.of('register.person'),
      personId,
      { type: 'RegisterPerson', urn: '900001', name: 'Somebody' } as never,
      { ...causes(newId()), actor: { ...actor, urns: [] }, scope: 'all', subject: 'new' },
    );
    const provider = async (type: string, data: object, expected: 'noStream' | number) => {
      const meta = {
        ...{ schemaVersion: 1, occurredOn: '2025-10-06', recordedOn: '2025-10-06T09:00:00.000Z' },
        ...{ actor, ...causes(newId()), tags: [`provider:${providerId}`, `person:${personId}`] },
      };
      const id = idOf('behind-the-index', type);
      const stream = `brokerage.provider-${providerId}`;
      await journal.append(stream, [{ id, type, data, meta }], expected);
    };
    const registered = { providerId, kind: 'leader', designation: 'NLE', personId };
    const where = { homeUrn: '900001', phases: ['Primary'] };
    await provider('ProviderRegistered', { ...registered, ...where }, 'noStream');
    expect((await erasures.outlook(personId)).obstacles).toEqual([
      {
        code: 'still-a-provider',
        detail: `They can still be matched as provider ${providerId}: suspend it first.`,
      },
    ]);
    await provider('ProviderSuspended', { providerId, reason: newId() }, 0);
    expect((await erasures.outlook(personId)).obstacles).toEqual([]);
  });
}, 60_000);
