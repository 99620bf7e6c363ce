import { Injectable } from '@nestjs/common';
import { EventStore, foldOf, type Fold, identityOf, type Row, streamOf } from '#eventing';
import { type AnyReads, served, type Viewer } from '#read-model';
import { PeopleNamed } from './people-named.js';

/** Makes of rows what a viewer is shown: the one way from a row to an answer. */
@Injectable()
export class ServedRows {
  constructor(
    private readonly store: EventStore,
    private readonly people: PeopleNamed,
  ) {}

  /** The rows in their order, as they are shown; those `ofThePast` by what is known of their subjects now. */
  async of(
    read: AnyReads,
    rows: readonly Row[],
    viewer: Viewer,
    ofThePast: boolean,
  ): Promise<object[]> {
    const now = ofThePast && read.now ? await this.known(read.now, rows) : undefined;
    const named =
      Object.keys(read.names).length > 0 ? await this.people.of(read, rows, viewer) : [];
    return Promise.all(
      rows.map(async (it, nth) => ({
        ...(await served(read, it, viewer, now?.get(it.key))),
        ...named[nth],
      })),
    );
  }

  private async known(
    fold: Fold<never, unknown>,
    rows: readonly Row[],
  ): Promise<ReadonlyMap<string, unknown>> {
    const streams = new Map(rows.map(({ key }) => [key, streamOf(fold.category, idIn(key))]));
    const read = await this.store.readStreams([...new Set(streams.values())]);
    return new Map(
      [...streams].map(([key, stream]) => [key, foldOf(fold, (read.get(stream) ?? []) as never)]),
    );
  }
}

const idIn = (key: string): string => {
  const identity = identityOf(key);
  return identity.slice(identity.indexOf(':') + 1);
};
