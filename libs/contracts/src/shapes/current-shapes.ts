import {
  type Appended,
  currentOf,
  type Delivery,
  EventStore,
  type Expected,
  type Event,
  type NewEvent,
  NewerEvent,
  type Position,
  type Recorded,
} from '#eventing';
import type { KnownEvents } from './known-events.js';

/** An event that must not be recorded as it is: a fault of the program, not of whoever asked. Nothing was stored. */
export class MisshapenEvent extends Error {
  constructor({ type, meta }: NewEvent, stream: string, faults: readonly string[]) {
    super(
      `${type} version ${meta.schemaVersion} for ${stream} was not recorded: ${faults.join('; ')}`,
    );
    this.name = 'MisshapenEvent';
  }
}

/**
 * The log as the program understands it. What is appended has the present shape of its type, or nothing is
 * stored (`MisshapenEvent`); what is read has it too, whichever version recorded it. An event of a later version is
 * never handed out (`NewerEvent`). Every promise of the log underneath is kept.
 */
export class CurrentShapes extends EventStore {
  constructor(
    private readonly log: EventStore,
    private readonly known: KnownEvents,
  ) {
    super();
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    for (const event of events) {
      const faults = this.faultsOf(event);
      if (faults.length > 0) throw new MisshapenEvent(event, stream, faults);
    }
    return await this.log.append(stream, events, expected);
  }

  /** An event of an unknown type is refused too: who folds a stream must understand all of it. */
  async readStream<F extends Event = Event>(
    ...[stream, options]: Parameters<EventStore['readStream']>
  ): Promise<Recorded<F>[]> {
    const events = await this.log.readStream(stream, options);
    return this.understood(events) as unknown as Recorded<F>[];
  }

  override async readStreams(
    streams: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Recorded[]>> {
    const found = await this.log.readStreams(streams);
    return new Map([...found].map(([stream, events]) => [stream, this.understood(events)]));
  }

  /** Events of unknown types are handed on as they are: readers of the whole log choose by type. */
  async readAll(...args: Parameters<EventStore['readAll']>): Promise<Recorded[]> {
    return this.current(await this.log.readAll(...args));
  }

  /** As `readAll`: whoever knows a place was told of it by type. */
  override async readEvents(...args: Parameters<EventStore['readEvents']>): Promise<Recorded[]> {
    return this.current(await this.log.readEvents(...args));
  }

  /** As `readAll`; what comes before an event that is refused is delivered first. */
  async *subscribe(
    ...args: Parameters<EventStore['subscribe']>
  ): AsyncGenerator<Delivery, void, undefined> {
    for await (const delivery of this.log.subscribe(...args)) {
      if (delivery.kind === 'caughtUp') {
        yield delivery;
        continue;
      }
      const refused = delivery.events.findIndex((it) => this.isLater(it));
      const understood = refused < 0 ? delivery.events : delivery.events.slice(0, refused);
      if (understood.length > 0) yield { kind: 'events', events: this.current(understood) };
      if (refused >= 0) this.current(delivery.events.slice(refused));
    }
  }

  head(): Promise<Position> {
    return this.log.head();
  }

  logId(): Promise<string> {
    return this.log.logId();
  }

  private faultsOf({ type, data, meta }: NewEvent): readonly string[] {
    const known = this.known.get(type);
    if (!known) return ['no catalogue of this program has this type'];
    if (meta.schemaVersion !== known.version)
      return [`the version that is recorded is ${known.version}`];
    return known.faultsOf(data);
  }

  private isLater({ type, schemaVersion }: Recorded): boolean {
    return schemaVersion > (this.known.get(type)?.version ?? Infinity);
  }

  private understood(events: readonly Recorded[]): Recorded[] {
    const stranger = events.find((it) => !this.known.has(it.type));
    if (stranger) throw new NewerEvent(stranger);
    return this.current(events);
  }

  private current(events: readonly Recorded[]): Recorded[] {
    return events.map((it) => {
      const known = this.known.get(it.type);
      return known ? currentOf(it, known) : it;
    });
  }
}
