import { Module, type Provider, type Type } from '@nestjs/common';
import type { AnyProcess, NeedsPerson, Projection } from '#eventing';
import type { AnyComposed, AnyReads } from '#read-model';
import type { ServedAggregate } from './commands/commands-of.js';
import { queriesOf } from './reads/queries.js';
import { composedController, readsController } from './reads/reads-controller.js';

/** Everything that a context brings to a service; nothing outside its folder knows more of it. */
export interface Context {
  readonly name: string;
  readonly aggregates: readonly ServedAggregate[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its events
  readonly projections?: readonly Projection<any, any>[];
  readonly processes?: readonly AnyProcess[];
  /** How its read models are served. */
  readonly reads?: readonly AnyReads[];
  /** What is composed of them. */
  readonly composed?: readonly AnyComposed[];
  /** What of it still needs a person who asks to be forgotten. */
  readonly needsPerson?: readonly NeedsPerson[];
  /** Controllers of its own, written by hand. */
  readonly controllers?: readonly Type[];
  /** Services of its own, and what its controllers inject. */
  readonly providers?: readonly Provider[];
}

const CONTEXT = Symbol('context');

/**
 * A Nest module that is a context: its controllers, the handlers of its commands, its services, and all that is not
 * Nest's and that whoever composes a service asks `contextOf` for.
 */
export const ContextModule =
  (context: Context): ClassDecorator =>
  (target) => {
    const { aggregates, reads = [], composed = [], controllers = [], providers = [] } = context;
    Reflect.defineMetadata(CONTEXT, context, target);
    Module({
      controllers: [
        ...aggregates.map((it) => it.controller),
        ...reads.map(readsController),
        ...composed.map(composedController),
        ...controllers,
      ],
      providers: [
        ...aggregates.flatMap((it) => it.handlers),
        ...reads.flatMap((it) => queriesOf(it.projection).handlers),
        ...providers,
      ],
    })(target);
  };

/** What a module of `@ContextModule` brings. Throws for any other. */
export function contextOf(module: Type): Required<Context> {
  const context = Reflect.getMetadata(CONTEXT, module) as Context | undefined;
  if (!context) throw new Error(`${module.name} is no context: declare it with @ContextModule`);
  const none = { projections: [], processes: [], reads: [], composed: [], needsPerson: [] };
  const plain = { controllers: [], providers: [] };
  return { ...none, ...plain, ...context };
}
