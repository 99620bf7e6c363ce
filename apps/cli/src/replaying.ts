import type { Platform } from '#composition';
import {
  compareSandbox,
  type Comparison,
  type Replayed,
  replayInto,
  type ReplayProgress,
} from '#projections';
import { NotReady } from '#read-model';
import { programVersion } from './program-version.js';

/** Which past of which read models goes into which schema. */
export interface ReplayRequest {
  /** A day or a position. */
  readonly asOf: string;
  readonly clock: 'recorded' | 'occurred';
  /** All of them when empty. */
  readonly projections: readonly string[];
  readonly into: string;
  readonly diff: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ReplayProgress) => void;
}

/** What was made, and how it differs from the live rows when that was asked. */
export interface ReplayReport extends Replayed {
  readonly asOf: string;
  readonly clock: 'recorded' | 'occurred';
  readonly compared?: readonly Comparison[];
}

/** Folds a past of the log into a schema of its own. Throws for a read model that is not there. */
export async function replaying(
  { work: pool, store, clock, readings, projections: all }: Platform,
  request: ReplayRequest,
): Promise<ReplayReport> {
  const { asOf, into, diff, onProgress, signal } = request;
  const unknown = request.projections.find((name) => !all.some((it) => it.name === name));
  if (unknown !== undefined) throw new Error(`there is no projection ${unknown}`);
  const projections = all.filter(
    (it) => request.projections.length === 0 || request.projections.includes(it.name),
  );
  const moment = await readings.pointInTimeOf(asOf, request.clock).catch((error: unknown) => {
    if (!(error instanceof NotReady)) throw error;
    throw new Error(`${error.message}; it is built while the platform runs (npm start)`);
  });
  const program = programVersion();
  const replayed = await replayInto({
    ...{ pool, store, clock, projections, moment, into, program, onProgress, signal },
  });
  const report = { ...replayed, asOf, clock: request.clock };
  if (!diff) return report;
  const { upTo: position } = moment;
  const what = { pool, projections, into, clock: request.clock, position };
  return { ...report, compared: await compareSandbox(what) };
}
