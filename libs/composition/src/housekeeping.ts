import { EVENT_INDEX } from '#analysis';
import { idOf } from '#eventing';
import { AnalystWatch, TAG_INDEX } from '#projections';
import type { Platform } from './platform.js';

const EVERY_MS = 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const PATIENCE_MS = 30_000;

/**
 * What has to be done now and then: texts, salts and people of the register that no event came to name are removed, and
 * erasures that were cut short are finished. Both may run anywhere, any number of times.
 */
export class Housekeeping {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private readonly watch: AnalystWatch;

  constructor(private readonly platform: Platform) {
    this.watch = new AnalystWatch(platform.pool, platform.log);
  }

  /** Runs now and every hour; keeps watch over analysts meanwhile. */
  start(): void {
    this.watch.start();
    const round = (): void => {
      this.running = this.run().catch((error: unknown) => {
        this.platform.log.warn({ err: error }, 'housekeeping failed; the next round tries again');
      });
    };
    this.timer = setInterval(round, EVERY_MS).unref();
    round();
  }

  /** Waits for a round under way, whose erasures go on another time. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.watch.stop();
    await this.platform.erasures.close();
    await this.running;
  }

  /** One round; answers how many rows of the register were removed and erasures finished. */
  async run(): Promise<{ swept: number; erased: number }> {
    const { erasures } = this.platform;
    return {
      swept: await this.sweep(),
      erased: await erasures.finish(await this.unfinished()),
    };
  }

  /** The people whose erasure was asked for and has no receipt, or whose words are still kept to be looked for. */
  private async unfinished(): Promise<string[]> {
    const { rows } = await this.platform.pool.query<{ id: string }>(
      `select substr(identity, length('person:') + 1) as id from house.tags asked
       where type = 'ErasureRequested' and place = 0 and not exists (
         select from house.tags done
         where done.identity = asked.identity and done.type = 'SubjectErased')
       union select person_id::text from register.erasures`,
    );
    return rows.map((it) => it.id);
  }

  /** Something is an orphan once the indexes have seen every event that could name it. */
  private async sweep(): Promise<number> {
    const { store, notes, people, runner, clock } = this.platform;
    const head = await store.head();
    for (const index of [TAG_INDEX, EVENT_INDEX])
      if (!(await runner.waitFor(index, head, PATIENCE_MS))) return 0;
    const before = new Date(Date.parse(clock.now()) - HOUR_MS).toISOString();
    const texts = await notes.sweep(before, (ids) => this.named('note', ids));
    const salts = await notes.sweepSalts(before, (ids) => this.recorded(ids));
    return texts + salts + (await people.sweep(before, (ids) => this.named('person', ids)));
  }

  /** Those of some commands of which there are events. */
  private async recorded(commands: readonly string[]): Promise<Set<string>> {
    const firsts = new Map(commands.map((it) => [idOf(it, 0), it]));
    const { rows } = await this.platform.pool.query<{ id: string }>(
      'select id from house.events where id = any($1)',
      [[...firsts.keys()]],
    );
    return new Set(rows.map((it) => firsts.get(it.id) ?? ''));
  }

  private async named(kind: 'note' | 'person', ids: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.platform.pool.query<{ identity: string }>(
      'select distinct identity from house.tags where identity = any($1)',
      [ids.map((it) => `${kind}:${it}`)],
    );
    return new Set(rows.map((it) => it.identity.slice(kind.length + 1)));
  }
}
