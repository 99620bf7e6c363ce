import { type Filter, isDay, londonDay, type Recorded } from '#eventing';

/** Which events of the log are asked for: those for which everything that is stated holds. */
export interface Selection {
  readonly types?: readonly string[] | undefined;
  /** As `evaluation.kpi`: the streams of one kind of subject. */
  readonly category?: string | undefined;
  readonly stream?: string | undefined;
  /** An identity that the event names, as `urn:139402`. */
  readonly identity?: string | undefined;
  /** On which clock `from` and `until` are read. */
  readonly clock: 'recorded' | 'occurred';
  /** A London day or, on the clock of recording, an instant in UTC; it is taken in itself. */
  readonly from?: string | undefined;
  /** The same; a day is taken in whole. */
  readonly until?: string | undefined;
}

/** Everything. */
export const everything: Selection = { clock: 'recorded' };

/** As much of a selection as every store can look for by itself. */
export const filterOf = ({ types, category }: Selection): Filter => ({
  ...(types === undefined ? {} : { types }),
  ...(category === undefined ? {} : { category }),
});

/** Whether a store finds the events of a selection by itself. */
export const isPlain = ({ stream, identity, from, until }: Selection): boolean =>
  [stream, identity, from, until].every((it) => it === undefined);

/** Whether an event is one of those asked for. */
export function selects(selection: Selection, event: Recorded): boolean {
  const { types, category, stream, identity, clock, from, until } = selection;
  const at = (bound: string): string =>
    clock === 'occurred'
      ? event.occurredOn
      : isDay(bound)
        ? londonDay(event.recordedOn)
        : event.recordedOn;
  return (
    (types === undefined || types.includes(event.type)) &&
    (category === undefined || event.stream.startsWith(`${category}-`)) &&
    (stream === undefined || event.stream === stream) &&
    (identity === undefined || event.tags.includes(identity)) &&
    (from === undefined || at(from) >= from) &&
    (until === undefined || at(until) <= until)
  );
}
