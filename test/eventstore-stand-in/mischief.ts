import { setTimeout as sleep } from 'node:timers/promises';

/** How a server may misbehave; nothing of it unless told. */
export interface Orders {
  /** Milliseconds before each answer and each event of a subscription. */
  readonly delay?: number;
  /** Each event of a subscription is sent twice, and the one before it once more. */
  readonly repeat?: boolean;
  /** Subscriptions stay open and say nothing. */
  readonly mute?: boolean;
  /** Answers to appends and their repeats lack the position. */
  readonly withoutPositions?: boolean;
  /** The next so many appends break every connection, before or after they are stored. */
  readonly cutAppends?: { readonly count: number; readonly when: 'before' | 'after' };
  /** Ends every subscription now: as if it were over, or with an error. */
  readonly drop?: 'end' | 'error';
  /** Breaks every connection now. */
  readonly cut?: boolean;
}

/** A subscription under way. */
export interface Running {
  end(): void;
  fail(): void;
}

/** The mischief that a server was told to make. */
export class Mischief {
  readonly subscriptions = new Set<Running>();
  delay = 0;
  repeat = false;
  mute = false;
  withoutPositions = false;
  private cuts = 0;
  private cutWhen: 'before' | 'after' = 'before';

  constructor(private readonly cut: () => void) {}

  /** Does what is told: what is not named stays as it was. */
  order(orders: Orders): void {
    this.delay = orders.delay ?? this.delay;
    this.repeat = orders.repeat ?? this.repeat;
    this.mute = orders.mute ?? this.mute;
    this.withoutPositions = orders.withoutPositions ?? this.withoutPositions;
    if (orders.cutAppends) ({ count: this.cuts, when: this.cutWhen } = orders.cutAppends);
    if (orders.drop)
      for (const it of this.subscriptions)
        if (orders.drop === 'end') it.end();
        else it.fail();
    if (orders.cut) this.cut();
  }

  /** Whether the connections were broken at this point of an append: then it is not gone on with. */
  breaks(when: 'before' | 'after'): boolean {
    if (this.cuts === 0 || this.cutWhen !== when) return false;
    this.cuts--;
    this.cut();
    return true;
  }

  /** Resolves when it is time to speak. */
  async wait(): Promise<void> {
    if (this.delay > 0) await sleep(this.delay);
  }
}
