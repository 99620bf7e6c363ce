import type { FollowerId } from '../following/follower-id.js';
import type { Write } from '../following/lease.js';
import type { Refused } from './reaction.js';

/** Keeps what a rule refused a process, as a part of a batch's statement. */
export const keeping = ({ name }: FollowerId, refused: readonly Refused[], now: string): Write[] =>
  refused.length === 0
    ? []
    : [
        {
          text: (at) =>
            `insert into house.process_refusals (process, event_id, place, code, detail, recorded_on)
             select $${at}, r.*, $${at + 5} from unnest($${at + 1}::text[], $${at + 2}::int[],
               $${at + 3}::text[], $${at + 4}::text[]) as r
             where exists (select from moved) on conflict do nothing`,
          values: [
            name,
            refused.map((it) => it.eventId),
            refused.map((it) => it.place),
            refused.map((it) => it.code),
            refused.map((it) => it.detail),
            now,
          ],
        },
      ];
