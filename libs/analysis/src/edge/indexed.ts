import { Injectable } from '@nestjs/common';
import { EventStore, type Position } from '#eventing';
import { Patience } from '#http';
import { ABOUT_INDEX } from '#projections';
import { NotReady, Readings } from '#read-model';
import { FACT_INDEX } from '../index/fact-index.js';
import { Facts } from '../index/facts.js';

/** Waits for the indexes, for questions that are answered from them. */
@Injectable()
export class Indexed {
  constructor(
    private readonly facts: Facts,
    private readonly store: EventStore,
    private readonly readings: Readings,
    private readonly patience: Patience,
  ) {}

  /** The position that the indexes have reached, once that is all there was when it was asked. Throws `NotReady`. */
  async position(): Promise<Position> {
    const head = await this.store.head();
    for (const index of [FACT_INDEX, ABOUT_INDEX])
      if (!(await this.readings.waitFor(index, head, this.patience.ms)))
        throw new NotReady('the index of facts');
    return this.facts.indexedUpTo();
  }
}
