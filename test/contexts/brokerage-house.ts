import { BrokerageModule } from '#brokerage';
import { configOf, openPlatform } from '#composition';
import {
  idOf,
  newId,
  ORIGIN,
  type Outcome,
  type Process,
  type Recorded,
  Refusal,
  type Scope,
  SetClock,
} from '#eventing';
import { quiet } from '#http';
import { IntelligenceModule } from '#intelligence';
import { NetworkModule } from '#network';
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
  ]);
  const { store, aggregates, handling } = platform;
  const processes = platform.processes as readonly Process[];
  let done = ORIGIN;

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

  /** Lets every process answer every fact, until nothing new is recorded. What a rule refuses is passed over. */
  const settle = async (): Promise<void> => {
    for (;;) {
      const facts = await store.readAll(done, { limit: 1000 });
      if (facts.length === 0) return;
      for (const fact of facts) {
        for (const process of processes) await answer(process, fact);
        done = fact.position;
      }
    }
  };
  const answer = async (process: Process, fact: Recorded): Promise<void> => {
    for (const [place, it] of (process.on[fact.type]?.(fact) ?? []).entries())
      try {
        const commandId = idOf('process', process.name, fact.id, place);
        await send(it.category, it.id, it.command, { role: 'service', commandId });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
  };

  return {
    clock,
    send,
    settle,
    facts: (category: string, id: string) => store.readStream(`${category}-${id}`),
    types: async (category: string, id: string) =>
      (await store.readStream(`${category}-${id}`)).map((it) => it.type),
    close: async () => {
      await platform.close();
      await database.drop();
    },
  };
}
