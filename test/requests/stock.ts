import { roles } from '#http';
import { identityAt, identityOfField } from '../access/bodies.js';
import { grantOf } from '../access/callers.js';
import type { AccessHouse } from '../access/house.js';
import { partiesOf } from '../access/subjects.js';
import { World } from '../access/world.js';
import type { Stock } from './requests.js';

/** What requests to the demonstration are made of, and a token of each role. */
export async function stockOf(house: AccessHouse) {
  const { own, foreign } = await partiesOf(house);
  const events = await house.events();
  const world = new World(events);
  const tokens = new Map<string, string>();
  for (const role of roles) tokens.set(role, await house.sign(grantOf(role, own)));
  tokens.set(
    'a stranger',
    await house.sign({ role: 'broker', partnerships: [foreign.ids.partnership] }),
  );
  const operator = tokens.get('operator');
  const positions: string[] = [];
  for (const day of ['2024-10-01', '2025-03-31', '2025-12-31']) {
    const { body } = await house.send('GET', `/v1/schools?limit=1&as-of=${day}`, {
      token: operator,
    });
    positions.push((body as { position: string }).position);
  }
  const idsOf = (identity: string | undefined): readonly string[] =>
    identity === undefined ? [] : world.idsOf(identity);
  const stock: Stock = {
    positions,
    idsOf: (field) => idsOf(identityOfField(field)),
    idsAt: (noun) =>
      noun === 'projections'
        ? ['intelligence.open-needs', 'network.school-directory', 'nothing']
        : noun === 'events'
          ? events.slice(0, 50).map((it) => it.id)
          : idsOf(identityAt(noun)),
  };
  return { stock, tokens };
}
