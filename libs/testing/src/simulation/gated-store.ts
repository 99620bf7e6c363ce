import {
  type Appended,
  type Delivery,
  EventStore,
  type Expected,
  type Event,
  HandOver,
  type NewEvent,
  type Position,
  type Recorded,
} from '#eventing';
import type { SimulatedNode } from './node.js';
import type { UnrulyLog } from './unruly-log.js';

/** The log as one node sees it: every call waits for the schedule, and what it stored itself is handed over. */
export class GatedStore extends EventStore {
  private readonly handOver = new HandOver();

  constructor(
    private readonly node: SimulatedNode,
    private readonly log: UnrulyLog,
  ) {
    super();
  }

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    const appended = await this.node.call('append', () =>
      this.log.append(stream, events, expected),
    );
    this.handOver.add(this.log.stored(appended.position, events.length));
    return appended;
  }

  readStream<F extends Event = Event>(
    stream: string,
    options?: Parameters<EventStore['readStream']>[1],
  ): Promise<Recorded<F>[]> {
    return this.node.call('read a stream', () => this.log.store.readStream<F>(stream, options));
  }

  readAll(after: Position, options?: Parameters<EventStore['readAll']>[1]): Promise<Recorded[]> {
    return this.node.call('read the log', () => this.log.store.readAll(after, options));
  }

  async *subscribe(
    after: Position,
    { signal, batch = 500 }: { signal: AbortSignal; batch?: number },
  ): AsyncGenerator<Delivery, void> {
    const following = this.log.follow(after, batch);
    const aborted = (): boolean => signal.aborted;
    const next = async (): Promise<Delivery | undefined> => {
      const piece = this.handOver.next(following.at, batch);
      if (!piece || aborted()) return following.next(aborted());
      following.at = piece.upTo;
      return { kind: 'events', events: piece.events() };
    };
    while (!aborted()) {
      const delivery = await this.node.call('follow the log', next, {
        ready: () => aborted() || following.hasNews(),
      });
      if (!delivery) return;
      yield delivery;
    }
  }

  head(): Promise<Position> {
    return this.node.call('head of the log', () => this.log.store.head());
  }

  logId(): Promise<string> {
    return this.node.call('id of the log', () => Promise.resolve('the-simulated-log'));
  }
}
