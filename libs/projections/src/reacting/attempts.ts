import type { EventStore } from '#eventing';
import type { Lease } from '../following/lease.js';

/** How often something is tried before it is parked; the waits between add up to seconds. */
const ATTEMPTS = 5;

/** Tells what fails for good from what fails for a moment. */
export class Attempts {
  private failed = { what: '', times: 0 };

  constructor(private readonly store: EventStore) {}

  /** Throws the error again until the same has failed often enough while everything it needs was there. */
  async givenUp(lease: Lease, what: string, error: unknown): Promise<void> {
    const { failed } = this;
    this.failed = { what, times: failed.what === what ? failed.times + 1 : 1 };
    if (this.failed.times < ATTEMPTS) throw error;
    // a database or a log that is away is nobody's fault: then this throws
    await lease.pass(lease.position);
    await this.store.head();
  }
}
