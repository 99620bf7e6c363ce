import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Audiences } from '#eventing';
import { type AnyReads, columnsOf, type Provenance, type Reading, type Viewer } from '#read-model';
import { noteReaders, NoteStore } from '../commands/note-store.js';
import { narrativesIn } from './narratives-in.js';
import { PositionTokens } from './position-tokens.js';
import { ServedRows } from './served-rows.js';

/** What an event made of one field of a row; of a list only the entries that went, and those that came. */
interface Change {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** An event as the story of a row tells it: what it changed, who recorded it and why, as far as the viewer may know. */
export type ToldEvent = Omit<
  Provenance['events'][number],
  'event' | 'row' | 'position' | 'changed'
> & {
  readonly position: string;
  readonly changed: readonly string[];
  readonly changes: readonly Change[];
  /** In which role, and for which school or partnership; by whom, when the viewer is shown the subject of the event. */
  readonly by: { readonly role: string; readonly onBehalfOf?: string; readonly id?: string };
  readonly reason?: string;
  /** What was said in words, to those who may read them; `text` is null once it was erased. */
  readonly narratives?: readonly {
    readonly field: string;
    readonly note: string;
    readonly text?: string | null;
  }[];
};

/** Tells how a row came to be what it is. */
@Injectable()
export class Stories {
  constructor(
    private readonly audiences: Audiences,
    private readonly notes: NoteStore,
    private readonly served: ServedRows,
    private readonly tokens: PositionTokens,
  ) {}

  /** The events that made a row, oldest first: before and after as the viewer is shown such a row now. */
  async of(
    read: AnyReads,
    { events }: Provenance,
    { scope, actor }: Reading,
    viewer: Viewer,
  ): Promise<ToldEvent[]> {
    const after = await this.served.of(
      read,
      events.map((it) => it.row),
      viewer,
      true,
    );
    const asking = { scope, actor: actor ?? { id: '', role: viewer.role, urns: viewer.urns } };
    const raw = events.map((it) => it.event);
    const known = new Map((await this.audiences.events(asking, raw)).map((it) => [it.id, it]));
    const texts = noteReaders.some((it) => it === viewer.role)
      ? await this.notes.said(
          [...known.values()].flatMap((it) => narrativesIn(it.data).map(({ note }) => note)),
        )
      : undefined;
    const fields = columnsOf(read.projection.entity)
      .map((it) => it.property)
      .filter((it) => it !== 'key');
    return events.map(({ event, row: _, position, ...rest }, nth) => {
      const changes = changesOf(fields, after[nth - 1], after[nth]);
      const told = known.get(event.id);
      const { id, ...by } = event.actor;
      return {
        ...rest,
        position: this.tokens.of(position),
        changed: changes.map((it) => it.field),
        changes,
        by: told ? { id, ...by } : by,
        ...(told ? saidIn(told.data, texts) : {}),
      };
    });
  }
}

function saidIn(
  data: unknown,
  texts: ReadonlyMap<string, string | null> | undefined,
): Pick<ToldEvent, 'reason' | 'narratives'> {
  const { reason } = data as { reason?: unknown };
  const narratives = narrativesIn(data).map((it) => ({
    ...it,
    ...(texts?.has(it.note) ? { text: texts.get(it.note) ?? null } : {}),
  }));
  return {
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(narratives.length > 0 ? { narratives } : {}),
  };
}

function changesOf(fields: readonly string[], before: object = {}, after: object = {}): Change[] {
  const [was, is] = [plain(before), plain(after)];
  return fields
    .filter((it) => !isDeepStrictEqual(was[it] ?? null, is[it] ?? null))
    .map((field) => {
      const [from, to] = [was[field] ?? null, is[field] ?? null];
      return Array.isArray(from) && Array.isArray(to)
        ? { field, from: without(from, to), to: without(to, from) }
        : { field, from, to };
    });
}

const without = (list: readonly unknown[], others: readonly unknown[]): unknown[] =>
  list.filter((it) => !others.some((other) => isDeepStrictEqual(it, other)));

/** As JSON has it, so that an absent part and an undefined one are alike. */
const plain = (row: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(row)) as Record<string, unknown>;
