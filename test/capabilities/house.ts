import { expect } from '@jest/globals';
import 'reflect-metadata';
import { getMetadataArgsStorage } from 'typeorm';
import { contexts } from '#composition';
import type { Fact } from '#eventing';
import { decisionsOf } from '#testing';

const methods = ['GET', 'POST'];

/** Every route of the contexts, e.g. `POST /v1/needs/:id/validation`. */
const routes = contexts
  .flatMap((it) => it.controllers)
  .flatMap((it) => {
    const handlers = it.prototype as Record<string, object>;
    return Object.getOwnPropertyNames(handlers)
      .filter((name) => name !== 'constructor')
      .map((name) => {
        const path = Reflect.getMetadata('path', handlers[name]!) as string;
        const method = Reflect.getMetadata('method', handlers[name]!) as number;
        return `${methods[method] ?? method} ${path}`;
      });
  });

/** The house serves these routes. */
export const serves = (...wanted: string[]) =>
  expect(wanted.filter((it) => !routes.includes(it))).toEqual([]);

/** Aggregates of the house record these facts. */
export function records(...types: string[]): void {
  const recorded = contexts
    .flatMap((it) => it.aggregates)
    .flatMap((it) => Object.keys(it.decider.facts as object));
  expect(types.filter((it) => !recorded.includes(it))).toEqual([]);
}

/** Given-when-then for the aggregate of a category, as it is composed. */
export function decisions(category: string) {
  const found = contexts
    .flatMap((it) => it.aggregates)
    .find((it) => it.decider.category === category);
  expect(found?.decider.category).toBe(category);
  const given = decisionsOf(found!.decider);
  return (...past: readonly Fact[]) => {
    const { when } = given(...past);
    // The proofs state commands as data: their classes stay behind the doors.
    return { when: (command: object, known: object = {}) => when(command, known) };
  };
}

/** A read model that shows these columns of what these facts say. */
export function shows(name: string, columns: string[], facts: string[]): void {
  const projection = contexts.flatMap((it) => it.projections).find((it) => it.name === name);
  expect(projection?.name).toBe(name);
  expect(Object.keys(projection!.on)).toEqual(expect.arrayContaining(facts));
  const known = getMetadataArgsStorage()
    .columns.filter((it) => it.target === projection!.entity)
    .map((it) => it.propertyName);
  expect(known).toEqual(expect.arrayContaining(columns));
}

/** A process of the house answers these facts. */
export function answers(name: string, ...facts: string[]): void {
  const process = contexts.flatMap((it) => it.processes).find((it) => it.name === name);
  expect(process?.name).toBe(name);
  expect(Object.keys(process!.on)).toEqual(expect.arrayContaining(facts));
}
