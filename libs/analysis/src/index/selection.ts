import { type Filter, isDay, londonDay, type Recorded } from '#eventing';

/** Which facts of the log are asked for: those for which everything that is stated holds. */
export interface Selection {
  readonly types?: readonly string[];
  /** As `evaluation.kpi`: the streams of one kind of subject. */
  readonly category?: string;
  readonly stream?: string;
  /** An identity that the fact names, as `urn:139402`. */
  readonly identity?: string;
  /** On which clock `from` and `until` are read. */
  readonly clock: 'recorded' | 'occurred';
  /** A London day or, on the clock of recording, an instant in UTC; it is taken in itself. */
  readonly from?: string;
  /** The same; a day is taken in whole. */
  readonly until?: string;
}

/** Everything. */
export const everything: Selection = { clock: 'recorded' };

/** As much of a selection as every store can look for by itself. */
export const filterOf = ({ types, category }: Selection): Filter => ({
  ...(types === undefined ? {} : { types }),
  ...(category === undefined ? {} : { category }),
});

/** Whether a store finds the facts of a selection by itself. */
export const isPlain = ({ stream, identity, from, until }: Selection): boolean =>
  [stream, identity, from, until].every((it) => it === undefined);

/** Whether a fact is one of those asked for. */
export function selects(selection: Selection, fact: Recorded): boolean {
  const { types, category, stream, identity, clock, from, until } = selection;
  const at = (bound: string): string =>
    clock === 'occurred'
      ? fact.occurredOn
      : isDay(bound)
        ? londonDay(fact.recordedOn)
        : fact.recordedOn;
  return (
    (types === undefined || types.includes(fact.type)) &&
    (category === undefined || fact.stream.startsWith(`${category}-`)) &&
    (stream === undefined || fact.stream === stream) &&
    (identity === undefined || fact.about.includes(identity)) &&
    (from === undefined || at(from) >= from) &&
    (until === undefined || at(until) <= until)
  );
}
