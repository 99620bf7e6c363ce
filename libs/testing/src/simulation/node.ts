import type { ProjectionRunner } from '#projections';
import type { Call, Outcome } from './call.js';
import type { VirtualTime } from './virtual-time.js';

const nothing = (): void => undefined;

/** One process of the simulated house, with a runner of its own. */
export class SimulatedNode {
  /** Its calls that are not answered yet, in the order in which it made them. */
  readonly calls = new Set<Call>();
  /** `stopped` is a process that is there and gets no time to run, as after SIGSTOP. */
  state: 'running' | 'stopped' | 'gone' = 'running';
  /** Set once it has started. */
  runner: ProjectionRunner | undefined;

  constructor(
    readonly name: string,
    /** Whether it runs the raised versions. */
    readonly raised: boolean,
    private readonly time: VirtualTime,
  ) {}

  /** Makes a call to a server; the answer comes when the schedule says so, and never once the node is gone. */
  call<T>(
    what: string,
    send: () => Promise<T>,
    { ready = () => true, cut = nothing }: { ready?: () => boolean; cut?: () => void } = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const answer = (outcome: Outcome): void => {
        this.calls.delete(call);
        if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.value as T);
      };
      const call: Call = { what, ready, send, cut, answer };
      if (this.state !== 'gone') this.calls.add(call);
    });
  }

  /** Gives the answer of a call to whoever waits for it. */
  async deliver(call: Call, outcome: Outcome): Promise<void> {
    await this.time.during(this, () => call.answer(outcome));
  }

  /** Ends it, in the middle of whatever it does. */
  end(): void {
    this.state = 'gone';
    this.calls.clear();
    this.time.forget(this);
  }
}
