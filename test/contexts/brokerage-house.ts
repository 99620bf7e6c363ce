import { BrokerageModule } from '#brokerage';
import { configOf, openPlatform } from '#composition';
import { newId, type Outcome, type Scope, SetClock } from '#eventing';
import { quiet } from '#http';
import { IntelligenceModule } from '#intelligence';
import { NetworkModule } from '#network';
import { Conductor } from '#projections';
import { RegisterModule } from '#register';
import { testDatabase } from '#testing';

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
  const config = configOf({ DATABASE_URL: database.url }, '/');
  const clock = new SetClock('2025-10-01T11:00:00.000Z');
  const platform = await openPlatform(config, clock, quiet, [
    NetworkModule,
    IntelligenceModule,
    BrokerageModule,
    RegisterModule,
  ]);
  const { store, aggregates, handling, processes } = platform;
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
    events: (category: string, id: string) => store.readStream(`${category}-${id}`),
    types: async (category: string, id: string) =>
      (await store.readStream(`${category}-${id}`)).map((it) => it.type),
    close: async () => {
      await platform.close();
      await database.drop();
    },
  };
}
