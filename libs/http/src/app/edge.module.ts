import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Aggregates, Audiences, Clock, EventStore, Handling } from '#eventing';
import { Readings } from '#read-model';
import { ActHandler } from '../commands/act.js';
import { BodyHashes } from '../commands/body-hash.js';
import { CommandEdge } from '../commands/command-edge.js';
import { NoteStore } from '../commands/note-store.js';
import { Identities } from '../identity/identity.js';
import { Membership } from '../identity/membership.js';
import { Scopes } from '../identity/scopes.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { AudienceReadings } from '../reads/audience-readings.js';
import { PositionTokens } from '../reads/position-tokens.js';
import { Patience, ReadEdge } from '../reads/read-edge.js';
import { ComposedReadsEdge } from '../reads/composed-reads.js';
import { queryHandlers } from '../reads/queries.js';
import { composedController, readsController } from '../reads/reads-controller.js';
import { RowReads } from '../reads/row-reads.js';
import { Closing } from './closing.js';
import type { EdgeOptions } from './edge-options.js';
import { HEALTH, HealthController } from './health.controller.js';

const PATIENCE_MS = 5_000;

/** What `buildApp` makes before Nest does anything. */
export interface Made {
  readonly filter: ProblemFilter;
  readonly scopes: Scopes;
  readonly tokens: PositionTokens;
  readonly closing: Closing;
}

const value = (
  provide: NonNullable<Extract<Provider, { useValue: unknown }>['provide']>,
  useValue: unknown,
): Provider => ({
  provide,
  useValue,
});

/** Everything behind the routes of one service. */
@Module({})
export class EdgeModule {
  /** The module of these contexts. */
  static of(options: EdgeOptions, made: Made): DynamicModule {
    const { parts, contexts } = options;
    const aggregates = new Aggregates(contexts.flatMap((it) => it.aggregates));
    const { audiences = new Audiences(parts.store, aggregates, parts.clock) } = parts;
    return {
      module: EdgeModule,
      imports: [CqrsModule.forRoot(), ...(options.imports ?? [])],
      controllers: [
        HealthController,
        ...contexts.flatMap((it) => [
          ...it.controllers,
          ...(it.reads ?? []).map(readsController),
          ...(it.composed ?? []).map(composedController),
        ]),
        ...(options.extraControllers ?? []),
      ],
      providers: [
        value(EventStore, parts.store),
        value(Clock, parts.clock),
        value(Audiences, audiences),
        value(Readings, new AudienceReadings(parts.readings, audiences)),
        value(NoteStore, parts.noteStore),
        value(Membership, parts.membership),
        value(Identities, parts.identities),
        value(HEALTH, parts.health),
        value(Aggregates, aggregates),
        value(Handling, new Handling(parts.store, parts.clock, aggregates, audiences.aggregates)),
        value(BodyHashes, new BodyHashes(parts.secret)),
        value(Patience, { ms: options.patienceMs ?? PATIENCE_MS }),
        value(Scopes, made.scopes),
        value(PositionTokens, made.tokens),
        value(Closing, made.closing),
        value(APP_FILTER, made.filter),
        ActHandler,
        ...queryHandlers,
        CommandEdge,
        ReadEdge,
        RowReads,
        ComposedReadsEdge,
        ...(options.providers ?? []),
      ],
    };
  }
}
