import { type DynamicModule, Module } from '@nestjs/common';
import type pg from 'pg';
import { Audiences, type EventStore } from '#eventing';
import { Redaction } from './index/discretion.js';
import { Explorer } from './explorer/explorer.js';
import { ExplorerController } from './explorer/explorer.controller.js';
import { Events } from './index/events.js';
import { type Addresses, Links } from './index/links.js';
import { FeedController } from './feed/feed.controller.js';
import { FeedCursor } from './edge/feed-cursor.js';
import { Indexed } from './edge/indexed.js';
import { Places, type Room } from './feed/places.js';
import { Serving } from './edge/serving.js';
import { StillGood } from './edge/still-good.js';
import { Pace, Streaming } from './edge/streaming.js';
import { TraceController } from './trace/trace.controller.js';

/** What the analyst's ways in stand on. */
export interface AnalysisParts {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly redaction: Redaction;
  readonly addresses: Addresses;
  /** How many streams may be open at once; 200, and 8 for each caller, when absent. */
  readonly room?: Room;
  /** How long a stream says nothing, and its token is not looked at; 15 s when absent. */
  readonly beatMs?: number;
}

/** The log over HTTP, for those whose work is the record. */
@Module({})
export class AnalysisModule {
  static of(parts: AnalysisParts): DynamicModule {
    const { pool, store, redaction, addresses } = parts;
    const { room = { inAll: 200, each: 8 }, beatMs = 15_000 } = parts;
    return {
      module: AnalysisModule,
      controllers: [FeedController, ExplorerController, TraceController],
      providers: [
        {
          provide: Events,
          inject: [Audiences],
          useFactory: (audiences: Audiences) => new Events(pool, store, audiences),
        },
        {
          provide: Explorer,
          inject: [Audiences],
          useFactory: (audiences: Audiences) => new Explorer(pool, audiences),
        },
        { provide: Redaction, useValue: redaction },
        { provide: Links, useValue: new Links(addresses) },
        { provide: Places, useValue: new Places(room) },
        { provide: Pace, useValue: { beatMs } },
        Indexed,
        Serving,
        FeedCursor,
        StillGood,
        Streaming,
      ],
    };
  }
}
