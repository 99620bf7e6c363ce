import type { Append } from '#eventing';
import type { ExportedFact } from './exported-fact.js';

const FACTS_AN_APPEND = 100;
const MOST_APPENDS = 500;
const MOST_BYTES = 2 << 20;

/** Appends that go out together, and the line of their last fact. */
export interface Batch {
  readonly appends: readonly Append[];
  readonly upTo: number;
}

/** Facts as appends in their order: neighbours of one stream are one append, and no batch is large. */
export function appendsOf(facts: readonly ExportedFact[]): Batch[] {
  const batches: { appends: { stream: string; facts: ExportedFact[] }[]; bytes: number }[] = [];
  for (const it of facts) {
    let batch = batches.at(-1);
    let append = batch?.appends.at(-1);
    if (batch && batch.bytes + it.bytes > MOST_BYTES) batch = undefined;
    if (!batch || append?.stream !== it.stream || append.facts.length === FACTS_AN_APPEND)
      append = undefined;
    if (!batch || (!append && batch.appends.length === MOST_APPENDS))
      batches.push((batch = { appends: [], bytes: 0 }));
    if (!append) batch.appends.push((append = { stream: it.stream, facts: [] }));
    append.facts.push(it);
    batch.bytes += it.bytes;
  }
  return batches.map(({ appends }) => ({
    appends: appends.map(({ stream, facts: its }) => ({
      stream,
      facts: its.map(({ fact }) => fact),
      expected: its[0]?.revision === 0 ? 'noStream' : (its[0]?.revision ?? 0) - 1,
    })),
    upTo: appends.at(-1)?.facts.at(-1)?.line ?? 0,
  }));
}
