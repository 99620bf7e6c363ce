import { type EventStore, isDay, londonDay, ORIGIN, type Position, type Recorded } from '#eventing';

const EVENTS_A_PAGE = 1_000;

/** How far of a log is meant: to its head, to a position, or to the end of a day in London. */
export interface Extent {
  readonly upTo: Position;
  readonly day?: string;
}

/** The extent that a person asked for, or `undefined` when it is neither a day nor a position the log has reached. */
export function extentOf(asked: string | undefined, head: Position): Extent | undefined {
  if (asked === undefined) return { upTo: head };
  if (isDay(asked)) return { upTo: head, day: asked };
  const reached = shapeOf(asked) === shapeOf(head) && asked <= head;
  return reached ? { upTo: asked as Position } : undefined;
}

/**
 * The events of an extent in order, a page at a time, the next one read meanwhile. A day ends before the first event
 * recorded on a later one.
 */
export async function* eventsWithin(
  store: EventStore,
  { upTo, day }: Extent,
): AsyncGenerator<readonly Recorded[]> {
  const read = (after: Position) => {
    const page = store.readAll(after, { limit: EVENTS_A_PAGE });
    // whoever stops early never asks what became of it
    page.catch(() => undefined);
    return page;
  };
  let next = read(ORIGIN);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (!last) return;
    if (last.position < upTo) next = read(last.position);
    const end = page.findIndex(
      (it) => it.position > upTo || (day !== undefined && londonDay(it.recordedOn) > day),
    );
    yield end < 0 ? page : page.slice(0, end);
    if (end >= 0 || last.position >= upTo) return;
  }
}

/** All positions of one log look alike, whatever they mean. */
const shapeOf = (text: string): string => text.replaceAll(/\d/g, '9');
