import {
  type Appended,
  currentOf,
  type Delivery,
  EventStore,
  type Expected,
  type Fact,
  type NewFact,
  NewerFact,
  type Position,
  type Recorded,
} from '#eventing';
import type { KnownFacts } from './known-facts.js';

/** A fact that must not be recorded as it is: a fault of the program, not of whoever asked. Nothing was stored. */
export class MisshapenFact extends Error {
  constructor({ type, meta }: NewFact, stream: string, faults: readonly string[]) {
    super(
      `${type} version ${meta.schemaVersion} for ${stream} was not recorded: ${faults.join('; ')}`,
    );
    this.name = 'MisshapenFact';
  }
}

/**
 * The log as the program understands it. What is appended has the present shape of its type, or nothing is
 * stored (`MisshapenFact`); what is read has it too, whichever version recorded it. A fact of a later version is
 * never handed out (`NewerFact`). Every promise of the log underneath is kept.
 */
export class CurrentShapes extends EventStore {
  constructor(
    private readonly log: EventStore,
    private readonly known: KnownFacts,
  ) {
    super();
  }

  async append(stream: string, facts: readonly NewFact[], expected: Expected): Promise<Appended> {
    for (const fact of facts) {
      const faults = this.faultsOf(fact);
      if (faults.length > 0) throw new MisshapenFact(fact, stream, faults);
    }
    return await this.log.append(stream, facts, expected);
  }

  /** A fact of an unknown type is refused too: who folds a stream must understand all of it. */
  async readStream<F extends Fact = Fact>(
    ...[stream, options]: Parameters<EventStore['readStream']>
  ): Promise<Recorded<F>[]> {
    const facts = await this.log.readStream(stream, options);
    return this.understood(facts) as unknown as Recorded<F>[];
  }

  override async readStreams(
    streams: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Recorded[]>> {
    const found = await this.log.readStreams(streams);
    return new Map([...found].map(([stream, facts]) => [stream, this.understood(facts)]));
  }

  /** Facts of unknown types are handed on as they are: readers of the whole log choose by type. */
  async readAll(...args: Parameters<EventStore['readAll']>): Promise<Recorded[]> {
    return this.current(await this.log.readAll(...args));
  }

  /** As `readAll`: whoever knows a place was told of it by type. */
  override async readPlaces(...args: Parameters<EventStore['readPlaces']>): Promise<Recorded[]> {
    return this.current(await this.log.readPlaces(...args));
  }

  /** As `readAll`; what comes before a fact that is refused is delivered first. */
  async *subscribe(
    ...args: Parameters<EventStore['subscribe']>
  ): AsyncGenerator<Delivery, void, undefined> {
    for await (const delivery of this.log.subscribe(...args)) {
      if (delivery.kind === 'caughtUp') {
        yield delivery;
        continue;
      }
      const refused = delivery.facts.findIndex((it) => this.isLater(it));
      const understood = refused < 0 ? delivery.facts : delivery.facts.slice(0, refused);
      if (understood.length > 0) yield { kind: 'facts', facts: this.current(understood) };
      if (refused >= 0) this.current(delivery.facts.slice(refused));
    }
  }

  head(): Promise<Position> {
    return this.log.head();
  }

  logId(): Promise<string> {
    return this.log.logId();
  }

  private faultsOf({ type, data, meta }: NewFact): readonly string[] {
    const known = this.known.get(type);
    if (!known) return ['no catalogue of this program has this type'];
    if (meta.schemaVersion !== known.version)
      return [`the version that is recorded is ${known.version}`];
    return known.faultsOf(data);
  }

  private isLater({ type, schemaVersion }: Recorded): boolean {
    return schemaVersion > (this.known.get(type)?.version ?? Infinity);
  }

  private understood(facts: readonly Recorded[]): Recorded[] {
    const stranger = facts.find((it) => !this.known.has(it.type));
    if (stranger) throw new NewerFact(stranger);
    return this.current(facts);
  }

  private current(facts: readonly Recorded[]): Recorded[] {
    return facts.map((it) => {
      const known = this.known.get(it.type);
      return known ? currentOf(it, known) : it;
    });
  }
}
