import type { Seen } from './look.js';
import type { Follower } from './follower.js';

/**
 * Shares the leases out: who leads at least two more than another runner that follows the same gives one of them up,
 * one at each look, so that a process that starts later gets its share and nothing swings to and fro.
 */
export function share(followers: readonly Follower[], others: Seen['others']): void {
  const mine = followers.filter((it) => it.leads);
  const poorer = others.filter((it) => mine.length - it.leads >= 2);
  mine.find((it) => poorer.some((other) => other.followers.includes(it.id)))?.giveWay();
}
