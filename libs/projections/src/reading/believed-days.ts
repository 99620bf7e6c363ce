import type { Position } from '#eventing';

/** Where a run of events begins that were recorded on one day in London, and the position before it. */
export interface DayRun {
  readonly day: string;
  readonly first: Position;
  readonly before: Position;
}

/** A run whose day cannot be: recorded by a clock days ahead of those around it, or behind them. */
export interface OddDay extends DayRun {
  readonly is: 'ahead' | 'behind';
}

interface Link {
  readonly run: DayRun;
  readonly after: Link | undefined;
}

/**
 * The order of the log is the truth, and days are what clocks said of it: believed is the longest sequence of runs whose
 * days never go back; where several are as long, that of the earlier days, but the log did not begin earlier than its first
 * event says. Runs are given in position order.
 */
export function believedOf(runs: readonly DayRun[]): DayRun[] {
  /** By length: runs that end a sequence so long, each of an earlier day than the one before it in the pile. */
  const piles: Link[][] = [];
  for (const run of runs) {
    const length = firstWhere(piles, (pile) => lastOf(pile).run.day > run.day);
    (piles[length] ??= []).push({ run, after: linkBelow(piles[length - 1], length, run.day) });
  }
  const ends = piles.at(-1) ?? [];
  const believed: DayRun[] = [];
  let link = piles.length > 1 ? ends.at(-1) : ends[0];
  for (; link; link = link.after) believed.push(link.run);
  return believed.reverse();
}

/** The runs that are not believed; `today` or an earlier day is no day ahead. */
export function oddOf(
  runs: readonly DayRun[],
  believed: readonly DayRun[],
  latest: string,
): OddDay[] {
  const kept = new Set(believed);
  return runs.flatMap((run): OddDay[] => {
    if (kept.has(run)) return run.day > latest ? [{ ...run, is: 'ahead' }] : [];
    const next = believed.find((it) => it.first > run.first);
    return [{ ...run, is: next && run.day > next.day ? 'ahead' : 'behind' }];
  });
}

/** Of those that end a sequence one shorter, the earliest day; of those that begin one, the latest that fits. */
function linkBelow(pile: Link[] | undefined, length: number, day: string): Link | undefined {
  if (!pile) return undefined;
  return length > 1 ? lastOf(pile) : pile[firstWhere(pile, (it) => it.run.day <= day)];
}

/** Where a day ended: before the first run of a later day, after the last that is believed and not later; none when there is none. */
export function endOf(
  day: string,
  runs: readonly DayRun[],
  believed: readonly DayRun[],
): Position | undefined {
  const last = believed.findLast((it) => it.day <= day)?.first ?? '';
  return runs.find((it) => it.first > last && it.day > day)?.before;
}

const lastOf = (pile: readonly Link[]): Link => pile[pile.length - 1] as Link;

/** The first index at which it holds, given that it holds from there on; the length when nowhere. */
function firstWhere<T>(list: readonly T[], holds: (it: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
