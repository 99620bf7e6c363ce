import { brokerage } from '#brokerage';
import { createPool, migrate } from '#database';
import { Aggregates, Handling, newId, type Outcome, type Scope, SetClock } from '#eventing';
import { intelligence } from '#intelligence';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { network } from '#network';
import { Conductor } from '#projections';
import { testDatabase } from '#testing';

const contexts = [network, intelligence, brokerage];

/** A command as plain data. */
export type Plain = { type: string } & Record<string, unknown>;

interface By {
  readonly scope?: Scope;
  readonly role?: string;
  readonly urns?: readonly string[];
  readonly commandId?: string;
}

/** Network, intelligence and brokerage on a log of their own, their processes run by hand. */
export async function brokerageHouse() {
  const database = await testDatabase();
  const pool = createPool(database.url);
  await migrate(pool, journalMigrations);
  const store = await PostgresEventStore.open({ pool, url: database.url });
  const clock = new SetClock('2025-10-01T11:00:00.000Z');
  const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
  const handling = new Handling(store, clock, aggregates);
  const processes = contexts.flatMap((it) => it.processes);
  const conductor = new Conductor(store, handling, aggregates, processes, clock);

  const send = (category: string, id: string, command: Plain, by: By = {}): Promise<Outcome> => {
    const commandId = by.commandId ?? newId();
    return handling.handle(aggregates.of(category), id, command, {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actor: { id: 'someone', role: by.role ?? 'broker', urns: by.urns ?? [] },
      scope: by.scope ?? 'all',
      subject: 'either',
    });
  };

  return {
    clock,
    send,
    /** Lets every process answer every event, until nothing new is recorded. What a rule refuses is passed over. */
    settle: () => conductor.catchUp(),
    /** Lets the days pass, and what is due on them happen. */
    passTo: (instant: string) => conductor.passTo(instant),
    facts: (category: string, id: string) => store.readStream(`${category}-${id}`),
    types: async (category: string, id: string) =>
      (await store.readStream(`${category}-${id}`)).map((it) => it.type),
    close: async () => {
      await store.close();
      await pool.end();
      await database.drop();
    },
  };
}
