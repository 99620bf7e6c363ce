import { configOf, openPlatform, type Platform } from '#composition';
import { type Clock, newId, SystemClock } from '#eventing';
import { type Condition, statusOf } from '#health';
import { quiet } from '#http';
import { until } from './projections-house.js';

const by = {
  actor: { id: 'operator-1', role: 'operator', urns: [] },
  scope: 'all',
  subject: 'either',
} as const;

/** A platform in this process whose runner runs, and what a spec of its health asks of it. */
export async function aHouse(
  env: Readonly<Record<string, string>>,
  clock: Clock = new SystemClock(),
) {
  const platform: Platform = await openPlatform(configOf(env, '/'), clock, quiet);
  await platform.runner.start();
  const examination = platform.examination(platform.runner);
  return {
    platform,
    /** Registers schools, each an event in a stream of its own. */
    async register(...urns: readonly string[]): Promise<void> {
      for (const urn of urns) {
        const command = {
          ...{ type: 'RegisterSchool', urn, name: 'Alderbrook Primary School', phase: 'Primary' },
          ...{ typeOfEstablishment: 'Community school', la: { code: '999', name: 'Wavering' } },
        };
        const commandId = newId();
        const request = { ...by, commandId, correlationId: commandId, causationId: commandId };
        await platform.handling.handle(
          platform.aggregates.of('network.school'),
          urn,
          command,
          request,
        );
      }
    },
    /** Waits until every follower has everything. */
    async caughtUp(): Promise<void> {
      const head = await platform.store.head();
      await until(
        () => platform.runner.status().every((it) => it.live && it.position >= head),
        30_000,
      );
    },
    /** In which states it is, the worst first, and what they come to. */
    async health() {
      const health = await examination.examine();
      const words = health.conditions.map((it: Condition) => it.state);
      return { ...health, words, status: statusOf(health.conditions) };
    },
    /** The checkpoints, as the database has them. */
    async checkpoints(): Promise<readonly string[]> {
      const { rows } = await platform.pool.query<{ at: string }>(
        `select name || ' ' || position as at from house.followers order by 1`,
      );
      return rows.map((it) => it.at);
    },
    close: () => platform.close(),
  };
}

/** What `aHouse` makes. */
export type AHouse = Awaited<ReturnType<typeof aHouse>>;
