import type { Type } from '@nestjs/common';
import type { AnyAggregate, AnyProcess, Projection } from '#eventing';
import type { AnyComposed, AnyReads } from '#read-model';

/** What a context brings to a service: the composition root wires it, nothing else knows of it. */
export interface ContextModule {
  readonly name: string;
  readonly aggregates: readonly AnyAggregate[];
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its facts
  readonly projections: readonly Projection<any, any>[];
  readonly processes: readonly AnyProcess[];
  /** How its read models are served. */
  readonly reads?: readonly AnyReads[];
  /** What is composed of them. */
  readonly composed?: readonly AnyComposed[];
  readonly controllers: readonly Type[];
}

/** Declares a context. */
export const contextModule = (name: string, parts: Omit<ContextModule, 'name'>): ContextModule => ({
  name,
  ...parts,
});
