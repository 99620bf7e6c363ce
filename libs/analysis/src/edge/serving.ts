import { Injectable } from '@nestjs/common';
import { cloudEventOf } from '#contracts';
import { EventStore, type Recorded } from '#eventing';
import { PositionTokens } from '#http';
import { Discretion } from '../index/discretion.js';

/** A fact as a CloudEvent, as it is given to a caller: its position a token, its withheld figures marked. */
export interface ServedEvent {
  readonly position: string;
  readonly data: unknown;
  /** The rule by which figures were withheld; absent when none were. */
  readonly suppression?: string;
}

/** Makes of facts what callers are given. */
@Injectable()
export class Serving {
  constructor(
    private readonly store: EventStore,
    private readonly tokens: PositionTokens,
    private readonly discretion: Discretion,
  ) {}

  /** The facts as CloudEvents for somebody who speaks for these schools. The hash of the body stays inside. */
  async served(facts: readonly Recorded[], urns: readonly string[]): Promise<ServedEvent[]> {
    const logId = await this.store.logId();
    const shown = await this.discretion.served(facts, urns);
    return shown.map(({ fact, suppression }) => {
      const { bodyhash: _, ...attributes } = cloudEventOf(fact, logId);
      return {
        ...attributes,
        position: this.tokens.of(fact.position),
        ...(suppression === undefined ? {} : { suppression }),
      };
    });
  }
}
