import 'reflect-metadata';
import { brokerage } from '#brokerage';
import { evaluation } from '#evaluation';
import type { Catalogue, Fact, FactType } from '#eventing';
import { improvement } from '#improvement';
import { intelligence } from '#intelligence';
import { network } from '#network';
import { register } from '#register';

/** The contexts as apps compose them, upstream first. */
export const contexts = [network, register, intelligence, brokerage, improvement, evaluation];

/** Every aggregate, with its context. */
export const aggregates = contexts.flatMap((context) =>
  context.aggregates.map(({ decider }) => ({
    context: context.name,
    category: decider.category,
    identity: decider.identity,
    facts: Object.entries(decider.facts as Catalogue<Fact>),
  })),
);

/** What the catalogues say of every fact, by its name. */
export const catalogued: ReadonlyMap<string, FactType<never>> = new Map(
  aggregates.flatMap((it) => it.facts),
);
