import { Injectable } from '@nestjs/common';
import { EventStore, type Position } from '#eventing';
import { Patience } from '#http';
import { TAG_INDEX } from '#projections';
import { NotReady, Readings } from '#read-model';
import { EVENT_INDEX } from '../index/event-index.js';
import { Events } from '../index/events.js';

/** Waits for the indexes, for questions that are answered from them. */
@Injectable()
export class Indexed {
  constructor(
    private readonly events: Events,
    private readonly store: EventStore,
    private readonly readings: Readings,
    private readonly patience: Patience,
  ) {}

  /** The position that the indexes have reached, once that is all there was when it was asked. Throws `NotReady`. */
  async position(): Promise<Position> {
    const head = await this.store.head();
    for (const index of [EVENT_INDEX, TAG_INDEX])
      if (!(await this.readings.waitFor(index, head, this.patience.ms)))
        throw new NotReady('the index of events');
    return this.events.indexedUpTo();
  }
}
