import {
  type Appended,
  type Delivery,
  EventStore,
  type Expected,
  type Fact,
  type NewFact,
  type Position,
  type Recorded,
} from '#eventing';
import type { SimulatedNode } from './node.js';
import type { UnrulyLog } from './unruly-log.js';

/** The log as one node sees it: every call waits for the schedule. */
export class GatedStore extends EventStore {
  constructor(
    private readonly node: SimulatedNode,
    private readonly log: UnrulyLog,
  ) {
    super();
  }

  append(stream: string, facts: readonly NewFact[], expected: Expected): Promise<Appended> {
    return this.node.call('append', () => this.log.append(stream, facts, expected));
  }

  readStream<F extends Fact = Fact>(
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
    while (!aborted()) {
      const delivery = await this.node.call('follow the log', () => following.next(aborted()), {
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
