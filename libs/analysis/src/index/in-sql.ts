import { isDay, type Scope } from '#eventing';
import type { Selection } from './selection.js';

/** A condition on `house.events as f`, with the values of its parameters. */
export interface Condition {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Of which streams somebody may be shown anything. */
export interface Candidates {
  readonly scope: Scope;
  /** The categories whose aggregates have an audience of their own: any event of a stream may let somebody in. */
  readonly categories: readonly string[];
}

/**
 * What is asked for, and within whose reach, as a condition on the index: an event is within reach when the first of its
 * stream names an identity that is. Parameters are numbered from `at`.
 */
export function conditionOf(
  selection: Selection,
  { scope, categories }: Candidates,
  at: number,
): Condition {
  const { types, category, stream, identity, clock, from, until } = selection;
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, text: (parameter: string) => string): void => {
    if (value === undefined) return;
    values.push(value);
    parts.push(text(`$${at + values.length - 1}`));
  };
  const column = (bound = ''): string =>
    clock === 'occurred' ? 'f.occurred_on' : isDay(bound) ? 'f.recorded_day' : 'f.recorded_on';
  add(types, (it) => `f.type = any(${it}::text[])`);
  add(
    category && `${category}-`,
    // all that begin with it, as a range, so that the index is used: '.' comes after '-'
    (it) => `f.stream >= ${it} and f.stream < left(${it}, -1) || '.'`,
  );
  add(stream, (it) => `f.stream = ${it}`);
  add(
    identity,
    (it) =>
      `exists (select from house.tags a where a.identity = ${it} and a.position = f.position)`,
  );
  add(from, (it) => `${column(from)} >= ${it}`);
  add(until, (it) => `${column(until)} <= ${it}`);
  const open = categories.map((it) => ` or ${streamsOf(it)}`).join('');
  add(
    scope === 'all' ? undefined : [...scope],
    (it) =>
      `f.stream in (select a.stream from house.tags a where a.identity = any(${it}::text[]) and (a.revision = 0${open}))`,
  );
  return { text: parts.length > 0 ? parts.join(' and ') : 'true', values };
}

/** A condition on the streams of a category, whose name is ours. */
export const streamsOf = (category: string, of = 'a'): string =>
  `starts_with(${of}.stream, '${category.replaceAll("'", "''")}-')`;
