import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { BROAD } from './broad.js';
import { type Server, withServers } from './servers.js';

/** What a process that has nothing to do asks of the database. */
export interface IdleFigure {
  readonly unit: 'statements/s';
  readonly readModels: number;
  readonly processes: number;
  /** One of two processes that share the leases, while nothing is appended. */
  readonly oneOfTwo: number;
  /** The same by itself, which leads everything. */
  readonly alone: number;
  readonly aim: number;
}

const SETTLE_MS = 45_000;
const COUNT_MS = 20_000;

/** Counts every statement of a whole platform, pools, listener and all, over twenty seconds of silence. */
export function benchIdle(): Promise<IdleFigure> {
  return withServers(async ({ start }) => {
    const first = await start('test/bench/broad-platform.js');
    await pause(SETTLE_MS / 3);
    const alone = await perSecond(first.child);
    const second = await start('test/bench/broad-platform.js');
    // until each has its share of the leases
    await pause(SETTLE_MS);
    const oneOfTwo = await perSecond(second.child);
    const { models: readModels, processes } = BROAD;
    return { unit: 'statements/s', readModels, processes, oneOfTwo, alone, aim: 2 };
  });
}

type Child = Server['child'];

async function perSecond(child: Child): Promise<number> {
  const count = async (): Promise<number> => {
    child.send('count');
    return (await once(child, 'message'))[0] as number;
  };
  const before = await count();
  await pause(COUNT_MS);
  return Math.round(((await count()) - before) / (COUNT_MS / 10_000)) / 10;
}
