import type { Row } from '#eventing';
import { filtersOf, passes } from './filters.js';
import type { AnyReads } from './reads.js';
import type { Viewer } from './viewer.js';

/** A row as its viewer is shown it, with what is so of it today. Who may see it is not part of it; `now` as its reads ask. */
export async function served(
  { projection, flags, serve }: AnyReads,
  row: Row,
  viewer: Viewer,
  now?: unknown,
): Promise<object> {
  const { scope: _, ...shown } = (serve ? await serve(row, viewer, now) : row) as Partial<Row>;
  const so = Object.entries(flags).map(([name, { when }]) => [
    name,
    passes(row, filtersOf(projection.entity, when(viewer.today))),
  ]);
  return { ...shown, ...Object.fromEntries(so) } as object;
}
