import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { Aggregates, Audiences, Clock, EventStore, CommandHandling } from '#eventing';
import { Readings } from '#read-model';
import { AccessGuard } from '../access/access.guard.js';
import { RequestLimit } from '../access/request-limit.js';
import { BodyHashes } from '../commands/body-hash.js';
import { CommandEdge } from '../commands/command-edge.js';
import { NoteStore } from '../commands/note-store.js';
import { Identities } from '../identity/identity.js';
import { Membership } from '../identity/membership.js';
import { Scopes } from '../identity/scopes.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { AudienceReadings } from '../reads/audience-readings.js';
import { ComposedReadsEdge } from '../reads/composed-reads.js';
import { PeopleNamed } from '../reads/people-named.js';
import { PositionTokens } from '../reads/position-tokens.js';
import { readAtOnce } from '../reads/queries.js';
import { Patience, ReadEdge } from '../reads/read-edge.js';
import { RowReads } from '../reads/row-reads.js';
import { ServedRows } from '../reads/served-rows.js';
import { Stories } from '../reads/story.js';
import { Closing } from './closing.js';
import type { EdgeOptions } from './edge-options.js';
import { HEALTH, HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';

const PATIENCE_MS = 5_000;

/** What `buildApp` makes before Nest does anything. */
export interface Made {
  readonly filter: ProblemFilter;
  readonly scopes: Scopes;
  readonly limit: RequestLimit;
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

/** What every route of a service stands on, for all of its modules. */
@Module({})
export class EdgeModule {
  static of({ parts, providers = [], ...options }: EdgeOptions, made: Made): DynamicModule {
    const provided: Provider[] = [
      value(EventStore, parts.store),
      value(Clock, parts.clock),
      value(Audiences, parts.audiences),
      value(Readings, new AudienceReadings(parts.readings, parts.audiences)),
      value(NoteStore, parts.noteStore),
      value(Membership, parts.membership),
      value(Identities, parts.identities),
      value(HEALTH, parts.health),
      value(Aggregates, parts.aggregates),
      value(CommandHandling, parts.handling),
      value(BodyHashes, new BodyHashes(parts.secret)),
      value(Patience, { ms: options.patienceMs ?? PATIENCE_MS }),
      value(Scopes, made.scopes),
      value(RequestLimit, made.limit),
      value(PositionTokens, made.tokens),
      value(Closing, made.closing),
      CommandEdge,
      ReadEdge,
      RowReads,
      PeopleNamed,
      ServedRows,
      Stories,
      ComposedReadsEdge,
      ...providers,
    ];
    return {
      module: EdgeModule,
      global: true,
      imports: [CqrsModule.forRoot()],
      controllers: [HealthController, MetricsController],
      providers: [
        ...provided,
        value(APP_FILTER, made.filter),
        readAtOnce,
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
      exports: provided.map((it) => (typeof it === 'function' ? it : it.provide)),
    };
  }
}

/** A service: its contexts on the edge. */
@Module({})
export class ServiceModule {
  static of(options: EdgeOptions, made: Made): DynamicModule {
    return { module: ServiceModule, imports: [EdgeModule.of(options, made), ...options.imports] };
  }
}
