import type { Expected, Outcome, Proposed } from './events.js';
import type { Log } from './log.js';
import type { Mischief } from './mischief.js';
import type { Writer } from './writer.js';

/** What every call works on. */
export class Server {
  constructor(
    readonly log: Log,
    readonly writer: Writer,
    readonly mischief: Mischief,
    readonly maxAppendSize: number,
  ) {}

  /** What became of an append; nothing when the connections were broken over it. */
  async append(
    stream: string,
    events: readonly Proposed[],
    expected: Expected,
  ): Promise<Outcome | 'too large' | undefined> {
    const size = events.reduce(
      (sum, it) => sum + it.data.length + it.custom.length + Buffer.byteLength(it.type),
      0,
    );
    if (size > this.maxAppendSize) return 'too large';
    await this.mischief.wait();
    if (this.mischief.breaks('before')) return undefined;
    const outcome = await this.writer.write(() => this.log.append(stream, events, expected));
    return this.mischief.breaks('after') ? undefined : outcome;
  }
}
