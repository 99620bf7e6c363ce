import {
  Controller,
  HttpCode,
  Inject,
  Post,
  Req,
  type Type,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  type Aggregate,
  type AnyAggregate,
  type CommandShape,
  type Event,
  type Grant,
  grantOf,
  type Outcome,
  type Role,
} from '#eventing';
import { Access, type AccessRows } from '../access/access.js';
import { describeCommand, tagged } from '../openapi/describe.js';
import type { Beside } from './beside.js';
import { CommandEdge } from './command-edge.js';
import { type CommandRoute, type CommandType, idReader, subjectsBy } from './command-route.js';
import { handlersOf } from './dispatch.js';
import { Narratives } from './narratives.js';
import { OutcomeInterceptor, OutcomeOf } from './outcome.interceptor.js';

type ClassOf<C> = (new () => C) & CommandType;

interface Options<C extends CommandShape, Create extends C> {
  /** A plural noun: `needs` is served at `/v1/needs`. */
  readonly route: string;
  /** Body of `POST /v1/<route>`; absent when only other commands bring the subject about. */
  readonly create?: ClassOf<Create>;
  /** Bodies of `POST /v1/<route>/{id}/<intent>`, by intent. */
  readonly intents: Readonly<Record<string, ClassOf<C>>>;
  /** Commands that have no route: an import or a process sends them. */
  readonly unserved?: readonly ClassOf<C>[];
  /** Who may send each command, and how far it reaches; what is not listed is granted to nobody. */
  readonly roles: { readonly [T in C['type']]?: readonly (Role | Grant)[] };
  /** The subject is there before any event tells of it: commands find it without one that creates it. */
  readonly standing?: true;
  /** For a subject with a natural key: the id that the creating command names. Otherwise ids are drawn. */
  readonly subject?: (command: Create) => string;
  /** What an id in the path looks like; a UUID when absent. */
  readonly id?: RegExp;
  /** Whom the narratives of a command are about, when it is more than the subject and `urn`. */
  readonly subjects?: (command: C, id: string) => readonly string[];
  /** What is kept beside the commands; provided by the context's module. */
  readonly beside?: Type<Beside>;
}

/** What serves an aggregate: its routes, its handlers on the command bus, and who may do what. */
export interface Served {
  readonly controller: Type;
  readonly handlers: readonly Type[];
  readonly access: AccessRows;
  /** Where a subject of its identity is found: `/v1/needs`. */
  readonly collection: string;
}

/** An aggregate with what serves it. */
export type ServedAggregate = AnyAggregate & Served;

/** Serves an aggregate: a Nest controller with one route, and a Nest command handler, for each of its commands. */
export function commandsOf<C extends CommandShape, F extends Event, S, K, Create extends C = C>(
  aggregate: Aggregate<C, F, S, K>,
  options: Options<C, Create>,
): Aggregate<C, F, S, K> & Served {
  const { decider } = aggregate;
  const { create, intents, unserved = [], roles } = options;
  const collection = `/v1/${options.route}`;
  const common = {
    aggregate,
    collection,
    standing: options.standing ?? false,
    idOf: idReader(options.id),
    subjects: (options.subjects ?? subjectsBy(decider.identity)) as CommandRoute['subjects'],
    ...(options.beside ? { beside: options.beside } : {}),
  };
  const routes: CommandRoute[] = Object.entries(intents).map(([intent, command]) => ({
    ...common,
    command,
    creates: false,
    path: `${collection}/:id/${intent}`,
    narratives: new Narratives(command),
  }));
  if (create)
    routes.unshift({
      ...common,
      command: create,
      creates: true,
      path: collection,
      narratives: new Narratives(create),
      ...(options.subject ? { subject: options.subject as (command: CommandShape) => string } : {}),
    });
  const access: AccessRows = Object.fromEntries(
    Object.entries(roles as Readonly<Record<string, readonly (Role | Grant)[]>>).map(
      ([name, it]) => [name, it.map(grantOf)],
    ),
  );
  return {
    ...aggregate,
    controller: controllerOf(routes, decider.category, options.id, access),
    handlers: handlersOf(aggregate, [...routes.map((it) => it.command), ...unserved]),
    access,
    collection,
  };
}

function controllerOf(
  routes: readonly CommandRoute[],
  category: string,
  id: RegExp | undefined,
  access: AccessRows,
): Type {
  class Commands {
    constructor(readonly edge: CommandEdge) {}
  }
  Object.defineProperty(Commands, 'name', { value: `Commands of ${category}` });
  for (const route of routes) {
    const method = route.command.type;
    const descriptor = {
      value: function (this: Commands, request: FastifyRequest): Promise<Outcome> {
        return this.edge.perform(route, request);
      },
      writable: true,
      configurable: true,
    };
    Object.defineProperty(Commands.prototype, method, descriptor);
    Req()(Commands.prototype, method, 0);
    for (const decorate of [
      Post(route.path),
      HttpCode(200),
      OutcomeOf(route),
      UseInterceptors(OutcomeInterceptor),
      Access(method, access[method] ?? []),
      ...describeCommand(route, id),
    ])
      decorate(Commands.prototype, method, descriptor);
  }
  Inject(CommandEdge)(Commands, undefined, 0);
  Controller()(Commands);
  tagged(category)(Commands);
  return Commands;
}
