import {
  type Fact,
  ORIGIN,
  type Position,
  type Projection,
  type Recorded,
  type Row,
} from '#eventing';
import { readTableOf } from '#projections';

/** A fact as a spec tells it, with what the log adds where it matters. */
export type Told<F extends Fact> = F &
  Partial<Pick<Recorded, 'recordedOn' | 'occurredOn' | 'actor' | 'id'>>;

/** Facts as if the log held them: in order, recorded on consecutive days from 1 October 2025 unless they say. */
export function recorded<F extends Fact>(facts: readonly Told<F>[]): Recorded<F>[] {
  return facts.map((fact, index) => {
    const day = `2025-10-${String((index % 30) + 1).padStart(2, '0')}`;
    return {
      id: `fact-${index}`,
      stream: 'test-a',
      revision: index,
      position: (ORIGIN + String(index + 1).padStart(20, '0')) as Position,
      schemaVersion: 1,
      occurredOn: day,
      recordedOn: `${day}T11:00:00.000Z`,
      actor: { id: 'broker-1', role: 'broker' },
      commandId: `command-${index}`,
      correlationId: 'correlation',
      causationId: 'cause',
      about: [],
      ...fact,
    } as unknown as Recorded<F>;
  });
}

/** The rows of a projection after these facts, by key: the very fold the runner uses. */
export function rowsOf<F extends Fact, R extends Row>(
  projection: Projection<F, R>,
  ...facts: readonly Told<F>[]
): Record<string, R> {
  const rows: Record<string, R> = {};
  // what a first fact does not name is null, as it is once stored
  const blank = Object.fromEntries(
    readTableOf(projection).columns.map((it) => [it.property, null]),
  );
  for (const fact of recorded(facts)) {
    const apply = projection.on[fact.type as F['type']] as
      ((row: R | undefined, fact: Recorded<F>, key: string) => R | undefined) | undefined;
    if (!apply) continue;
    for (const key of [projection.key(fact)].flat()) {
      const next = apply(rows[key], fact, key);
      if (next) rows[key] = { ...blank, ...next };
      else delete rows[key];
    }
  }
  return rows;
}
