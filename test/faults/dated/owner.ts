import { createPool } from '#database';
import { Aggregates, CommandHandling, SetClock } from '#eventing';
import { PostgresEventStore } from '#journal-postgres';
import { ProjectionRunner } from '#projections';
import { tagsOf } from '../../../libs/testing/src/tags.js';
import { reminding, remindOfVisit } from '../../support/visits.js';

/**
 * A process that follows the log for the reminders of visits, on the database of its first argument. What day it is, its
 * parent says: `node dist/test/faults/dated/owner.js URL NOW LEASE_MS`.
 */
const [url = '', now = '', leaseMs] = process.argv.slice(2);
const pool = createPool(url);
const store = await PostgresEventStore.open({ pool, url });
const clock = new SetClock(now);
const aggregates = new Aggregates([reminding]);
const quiet = (): void => undefined;
const runner = new ProjectionRunner({
  ...{ store, pool, aggregates, clock, leaseMs: Number(leaseMs) },
  handling: new CommandHandling(store, clock, aggregates, tagsOf),
  projections: [],
  processes: [remindOfVisit],
  log: { info: quiet, warn: quiet, error: quiet },
});

process.on('message', (day: string) => clock.set(day));
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => {
  void runner
    .stop()
    .then(() => store.close())
    .then(() => pool.end())
    .then(() => process.exit(0));
});
await runner.start();
process.send?.('running');
