import { discover } from '#http';
import { databaseConditions } from '#operations';
import type { Following, House } from '../house.js';
import type { World } from '../world.js';
import { type Finding, finding } from './finding.js';
import { isGrave, stateFinding } from './states.js';
import { folderFindings, nodeFinding } from './machine.js';

/** Everything the doctor looks at, in order. What rests on something broken is skipped. */
export async function examine(world: World): Promise<Finding[]> {
  const settings = await world.settings();
  const machine = await Promise.all([
    nodeFinding(world.nodeVersion),
    finding('settings', () =>
      'error' in settings ? wrong(settings.error) : 'every one is usable',
    ),
    ...('error' in settings ? [] : folderFindings(settings.folder)),
  ]);
  if ('error' in settings) return [...machine, skipped('database')];
  const auth = await finding('identity', () =>
    settings.auth.kind === 'oidc'
      ? issuerOf(settings.auth.issuer)
      : settings.production
        ? wrong('AUTH is demo in production: anybody who can read the key can sign')
        : { state: 'note', says: 'demonstration tokens: not for real data' },
  );
  return [...machine, auth, ...(await store(world, settings.eventStore.kind))];
}

/** Whether the issuer is there, and is the one that was set; what is wrong is thrown. */
async function issuerOf(issuer: string): Promise<string> {
  await discover(issuer);
  return `tokens of ${issuer}, which answers`;
}

async function store(world: World, kind: string): Promise<Finding[]> {
  const standing = await world.standing?.().catch(() => undefined);
  const closed = standing && databaseConditions(standing).filter(isGrave);
  if (closed && closed.length > 0)
    return [...closed.map(stateFinding), skipped('log'), skipped('projections')];
  let house: House | undefined;
  const opened = await finding('database', async () => {
    house = await world.open();
    return 'reachable';
  });
  if (!house) return [opened, skipped('log'), skipped('projections')];
  const open = house;
  try {
    return [
      opened,
      await finding('durability', async () => {
        await open.assertDurable();
        return 'an acknowledged event survives a crash';
      }),
      await finding('migrations', async () => {
        const pending = await open.pendingMigrations();
        return pending.length === 0
          ? 'all applied'
          : { state: 'note', says: `the next start applies ${pending.join(', ')}` };
      }),
      await finding('log', async () => {
        const id = await open.store.logId();
        return `${id} on ${kind} up to ${await headOf(open)}`;
      }),
      ...(await projections(open)),
      ...(await open.health()).conditions.map(stateFinding),
    ];
  } finally {
    await open.close();
  }
}

async function projections(house: House): Promise<Finding[]> {
  let following: readonly Following[] = [];
  const read = await finding('projections', async () => {
    following = await house.following();
    return `${following.length} known`;
  });
  const each = following.map((it) =>
    finding(it.name, () => {
      if (it.lastError !== undefined) throw new Error(it.lastError);
      if (it.parked && it.parked.events > 0)
        throw new Error(
          `${it.parked.events} events are parked: groundswell projections parked ${it.name}`,
        );
      if (!it.caughtUp)
        return { state: 'note', says: `behind: ${it.position ?? 'it has never run'}` };
      return 'up to date';
    }),
  );
  return [read, ...(await Promise.all(each))];
}

const headOf = async (house: House): Promise<string> => (await house.store.head()) || 'its origin';

const skipped = (check: string): Finding => ({
  check,
  state: 'skipped',
  says: 'something before it is wrong',
});

function wrong(says: string): never {
  throw new Error(says);
}
