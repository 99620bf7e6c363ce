import type { Pool } from 'pg';
import {
  type Event,
  type EventStore,
  type Fold,
  foldOf,
  Naming,
  ORIGIN,
  type Place,
  type Position,
  type Recorded,
  streamOf,
} from '#eventing';
import { TAG_INDEX } from '#projections';

const PAGE = 1_000;

/** Finds events by whom they name: from the index as far as it is, and from the log after that, so that none is missing. */
export class EventsNaming extends Naming {
  constructor(
    private readonly pool: Pool,
    private readonly store: EventStore,
  ) {
    super();
  }

  /** Every event that names an identity, in the order of the log. */
  async of(identity: string): Promise<Recorded[]> {
    const { rows: followers } = await this.pool.query<{ position: Position }>(
      'select position from house.followers where name = $1 and live',
      [TAG_INDEX],
    );
    const indexed = followers[0]?.position ?? ORIGIN;
    const { rows } = await this.pool.query<Place>(
      'select position, stream, revision from house.tags where identity = $1 and position <= $2 order by position',
      [identity, indexed],
    );
    const events = await this.store.readEvents(rows);
    for (let after = indexed; ;) {
      const page = await this.store.readAll(after, { limit: PAGE });
      const last = page.at(-1);
      if (!last) return events;
      events.push(...page.filter((it) => it.tags.includes(identity)));
      after = last.position;
    }
  }

  async streams<F extends Event, S>(
    fold: Fold<F, S>,
    identity: string,
  ): Promise<readonly { readonly id: string; readonly state: S }[]> {
    const own = streamOf(fold.category, '');
    const named = (await this.of(identity)).filter((it) => it.stream.startsWith(own));
    const streams = [...new Set(named.map((it) => it.stream))].sort();
    return Promise.all(
      streams.map(async (stream) => ({
        id: stream.slice(own.length),
        state: foldOf(fold, (await this.store.readStream(stream)) as unknown as F[]),
      })),
    );
  }
}
