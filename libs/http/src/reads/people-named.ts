import { Injectable } from '@nestjs/common';
import { type Event, EventStore, foldOf, type Fold, type Row, streamOf } from '#eventing';
import type { AnyReads, Named, Viewer } from '#read-model';
import { NoteStore } from '../commands/note-store.js';

/** What is told of people: one object a row, by the property that holds each. */
export type Told = Readonly<Record<string, object | null>>;

/** Tells who acts in rows, to those who may know; names come from the register at the moment of the answer. */
@Injectable()
export class PeopleNamed {
  constructor(
    private readonly store: EventStore,
    private readonly register: NoteStore,
  ) {}

  /** For each row, in their order, everybody whom its reads tell of. */
  async of({ names }: AnyReads, rows: readonly Row[], viewer: Viewer): Promise<readonly Told[]> {
    const told = rows.map((): Record<string, object | null> => ({}));
    for (const [property, named] of Object.entries(names)) {
      const found = await this.told(named as Named, rows, viewer);
      for (const [nth, it] of told.entries()) it[property] = found[nth] ?? null;
    }
    return told;
  }

  private async told(named: Named, rows: readonly Row[], viewer: Viewer) {
    const fold = named.fold as unknown as Fold<Event, unknown>;
    const streams = rows.map((row) => {
      const id = named.to(row, viewer) ? named.id(row) : null;
      return id === null ? undefined : streamOf(fold.category, id);
    });
    const read = await this.store.readStreams([...new Set(streams.flatMap((it) => it ?? []))]);
    const states = streams.map((it) => {
      const events = it === undefined ? [] : (read.get(it) ?? []);
      return events.length > 0 ? foldOf(fold, events) : undefined;
    });
    const people = states.map((it) => (it === undefined ? undefined : named.person(it)));
    const names = await this.register.namesOf([...new Set(people.flatMap((it) => it ?? []))]);
    return states.map((state, nth) => {
      const person = people[nth];
      if (state === undefined) return null;
      return named.tell(state, person && (names.get(person) ?? ERASED));
    });
  }
}

/** What is told of somebody who was forgotten. */
const ERASED = 'erased';
