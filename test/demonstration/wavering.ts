import { type Config, configOf, openPlatform, type Platform } from '#composition';
import { ORIGIN, type Recorded, SystemClock } from '#eventing';
import { type Log } from '#http';
import { type TestDatabase, testDatabase, testFolder } from '#testing';
import { ensureDemonstration } from '#demonstration';
import { until } from '../support/projections-house.js';

const WAIT_MS = 60_000;
const nothing = (): void => undefined;

/** Says nothing. */
export const quiet: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** A store of its own, for the demonstration area or for whatever else happens in it. */
export class Wavering {
  private constructor(
    private readonly database: TestDatabase,
    readonly config: Config,
  ) {}

  /** An empty store; with other settings than the default ones, if there are any. */
  static async empty(settings: Readonly<Record<string, string>> = {}): Promise<Wavering> {
    const database = await testDatabase();
    const folder = testFolder();
    const env = { DATABASE_URL: database.url, GROUNDSWELL_DATA: folder, ...settings };
    return new Wavering(database, configOf(env, folder));
  }

  /** What a start does before anything else: loads the area, or finishes loading it. */
  load(): Promise<ReadonlyMap<string, string> | undefined> {
    return ensureDemonstration(this.config, quiet, nothing);
  }

  /** Does something in the house, and leaves it. */
  async within<T>(act: (house: Platform) => Promise<T>): Promise<T> {
    const house = await openPlatform(this.config, new SystemClock(), quiet);
    try {
      return await act(house);
    } finally {
      await house.close();
    }
  }

  /** Every event of the log. */
  events(): Promise<Recorded[]> {
    return this.within(({ store }) => store.readAll(ORIGIN, { limit: 100_000 }));
  }

  remove(): Promise<void> {
    return this.database.drop();
  }
}

/** Starts everything that follows the log, and waits until all of it has seen what is there. */
export async function settled({ runner, store }: Platform): Promise<void> {
  await runner.start();
  const head = await store.head();
  for (const { name } of runner.status())
    if (!(await runner.waitFor(name, head, WAIT_MS))) throw new Error(`${name} stays behind`);
  await until(() => runner.ready());
}
