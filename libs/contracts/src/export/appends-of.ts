import type { Append } from '#eventing';
import type { ExportedEvent } from './exported-event.js';

const EVENTS_AN_APPEND = 100;
const MOST_APPENDS = 500;
const MOST_BYTES = 2 << 20;

/** Appends that go out together, and the line of their last event. */
export interface Batch {
  readonly appends: readonly Append[];
  readonly upTo: number;
}

/** Events as appends in their order: neighbours of one stream are one append, and no batch is large. */
export function appendsOf(events: readonly ExportedEvent[]): Batch[] {
  const batches: { appends: { stream: string; events: ExportedEvent[] }[]; bytes: number }[] = [];
  for (const it of events) {
    let batch = batches.at(-1);
    let append = batch?.appends.at(-1);
    if (batch && batch.bytes + it.bytes > MOST_BYTES) batch = undefined;
    if (!batch || append?.stream !== it.stream || append.events.length === EVENTS_AN_APPEND)
      append = undefined;
    if (!batch || (!append && batch.appends.length === MOST_APPENDS))
      batches.push((batch = { appends: [], bytes: 0 }));
    if (!append) batch.appends.push((append = { stream: it.stream, events: [] }));
    append.events.push(it);
    batch.bytes += it.bytes;
  }
  return batches.map(({ appends }) => ({
    appends: appends.map(({ stream, events: its }) => ({
      stream,
      events: its.map(({ event }) => event),
      expected: its[0]?.revision === 0 ? 'noStream' : (its[0]?.revision ?? 0) - 1,
    })),
    upTo: appends.at(-1)?.events.at(-1)?.line ?? 0,
  }));
}
