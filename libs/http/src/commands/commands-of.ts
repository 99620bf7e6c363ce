import { Controller, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Aggregate, CommandShape, Fact } from '#eventing';
import { Access } from '../access/access.js';
import { describeCommand, tagged } from '../openapi/describe.js';
import type { Beside } from './beside.js';
import { CommandEdge } from './command-edge.js';
import { type CommandRoute, type CommandType, idReader, subjectsBy } from './command-route.js';
import { Narratives } from './narratives.js';

type ClassOf<C> = (new () => C) & CommandType;

interface Options<C extends CommandShape, Create extends C> {
  /** A plural noun: `needs` is served at `/v1/needs`. */
  readonly route: string;
  /** Body of `POST /v1/<route>`; absent when only other commands bring the subject about. */
  readonly create?: ClassOf<Create>;
  /** Bodies of `POST /v1/<route>/{id}/<intent>`, by intent. */
  readonly intents: Readonly<Record<string, ClassOf<C>>>;
  /** The subject is there before any fact tells of it: commands find it without one that creates it. */
  readonly standing?: true;
  /** For a subject with a natural key: the id that the creating command names. Otherwise ids are drawn. */
  readonly subject?: (command: Create) => string;
  /** What an id in the path looks like; a UUID when absent. */
  readonly id?: RegExp;
  /** Whom the narratives of a command are about, when it is more than the subject and `urn`. */
  readonly subjects?: (command: C, id: string) => readonly string[];
  /** What is kept beside the commands; provided where the service is composed. */
  readonly beside?: Type<Beside>;
}

/** A Nest controller with one route for each command of an aggregate. */
export function commandsOf<C extends CommandShape, F extends Fact, S, K, Create extends C = C>(
  aggregate: Aggregate<C, F, S, K>,
  options: Options<C, Create>,
): Type {
  const { decider } = aggregate;
  const collection = `/v1/${options.route}`;
  const common = {
    aggregate,
    collection,
    standing: options.standing ?? false,
    idOf: idReader(options.id),
    subjects: (options.subjects ?? subjectsBy(decider.identity)) as CommandRoute['subjects'],
    ...(options.beside ? { beside: options.beside } : {}),
  };
  const routes: CommandRoute[] = Object.entries(options.intents).map(([intent, command]) => ({
    ...common,
    command,
    creates: false,
    path: `${collection}/:id/${intent}`,
    narratives: new Narratives(command),
  }));
  if (options.create)
    routes.unshift({
      ...common,
      command: options.create,
      creates: true,
      path: collection,
      narratives: new Narratives(options.create),
      ...(options.subject ? { subject: options.subject as (command: CommandShape) => string } : {}),
    });
  return controllerOf(routes, decider.category, options.id);
}

function controllerOf(
  routes: readonly CommandRoute[],
  category: string,
  id: RegExp | undefined,
): Type {
  class Commands {
    constructor(readonly edge: CommandEdge) {}
  }
  Object.defineProperty(Commands, 'name', { value: `Commands of ${category}` });
  for (const route of routes) {
    const method = route.command.type;
    const descriptor = {
      value: function (this: Commands, request: FastifyRequest, reply: FastifyReply) {
        return this.edge.perform(route, request, reply);
      },
      writable: true,
      configurable: true,
    };
    Object.defineProperty(Commands.prototype, method, descriptor);
    Req()(Commands.prototype, method, 0);
    Res()(Commands.prototype, method, 1);
    for (const decorate of [
      Post(route.path),
      Access(route.command.type),
      ...describeCommand(route, id),
    ])
      decorate(Commands.prototype, method, descriptor);
  }
  Inject(CommandEdge)(Commands, undefined, 0);
  Controller()(Commands);
  tagged(category)(Commands);
  return Commands;
}
