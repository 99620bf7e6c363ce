import { Injectable } from '@nestjs/common';
import { cloudEventOf } from '#contracts';
import { EventStore, type Recorded } from '#eventing';
import { PositionTokens } from '#http';
import { Redaction } from '../index/discretion.js';

/** An event as a CloudEvent, as it is given to a caller: its position a token, its withheld figures marked. */
export interface ServedEvent {
  readonly position: string;
  readonly data: unknown;
  /** The rule by which figures were withheld; absent when none were. */
  readonly suppression?: string;
}

/** Makes of events what callers are given. */
@Injectable()
export class Serving {
  constructor(
    private readonly store: EventStore,
    private readonly tokens: PositionTokens,
    private readonly redaction: Redaction,
  ) {}

  /** The events as CloudEvents for somebody who speaks for these schools. The hash of the body stays inside. */
  async served(events: readonly Recorded[], urns: readonly string[]): Promise<ServedEvent[]> {
    const logId = await this.store.logId();
    const shown = await this.redaction.served(events, urns);
    return shown.map(({ event, suppression }) => {
      const { bodyhash: _, ...attributes } = cloudEventOf(event, logId);
      return {
        ...attributes,
        position: this.tokens.of(event.position),
        ...(suppression === undefined ? {} : { suppression }),
      };
    });
  }
}
