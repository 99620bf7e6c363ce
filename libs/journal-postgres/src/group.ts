import type { QueryConfig } from 'pg';
import {
  type Appended,
  Conflict,
  type Envelope,
  type Expected,
  isUuid,
  type NewEvent,
  type Recorded,
  type Stored,
} from '#eventing';
import { integers, jsons, texts, uuids } from './array-parameter.js';
import { positionOf } from './position.js';
import { recordedOf } from './reading.js';

/** One append, checked and written out, that can be sent to the server. */
export interface Entry {
  readonly stream: string;
  readonly expected: Expected;
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly data: readonly string[];
  readonly meta: readonly string[];
  /** About how much it takes on the wire, in bytes. */
  readonly weight: number;
}

/** Writes an append out. Throws when it has no events, or a revision or an id that cannot be. */
export function entryOf(stream: string, events: readonly NewEvent[], expected: Expected): Entry {
  if (events.length === 0) throw new RangeError('an append has at least one event');
  if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < -1))
    throw new RangeError(`not a revision: ${expected}`);
  for (const { id } of events) if (!isUuid(id)) throw new RangeError(`not a UUID: ${id}`);
  // JSON has no word for undefined
  const data = events.map((it) => (JSON.stringify(it.data) as string | undefined) ?? 'null');
  const meta = events.map((it) => JSON.stringify(it.meta));
  let weight = 200;
  for (const it of data) weight += it.length;
  for (const it of meta) weight += it.length;
  return {
    stream,
    expected,
    ids: events.map((it) => it.id),
    types: events.map((it) => it.type),
    data,
    meta,
    weight,
  };
}

/** Whether the server knows a repeat of it when it sees one. */
export const isRepeatable = ({ expected }: Entry): boolean =>
  expected === 'noStream' || typeof expected === 'number';

const wanted = (expected: Expected): number =>
  expected === 'noStream'
    ? -1
    : expected === 'any'
      ? -2
      : expected === 'streamExists'
        ? -3
        : expected;

const MOST_BYTES = 4 << 20;

/** How many of these, from the first, make one call: at least one, at most `most`, and not too heavy. */
export function fitting(entries: readonly Entry[], most: number): number {
  let weight = 0;
  let size = 0;
  for (const entry of entries) {
    weight += entry.weight;
    if (size > 0 && (size === most || weight > MOST_BYTES)) break;
    size++;
  }
  return size;
}

const GROUP = {
  name: 'journal.append',
  text: 'select last, bases, repeats, actuals from journal.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)',
};
const SINGLE = {
  name: 'journal.append_one',
  text: 'select last, bases, repeats, actuals from journal.append_one($1,$2,$3,$4,$5,$6)',
};

/** The call that stores a group; it answers a `GroupRow`. */
export function callOf(group: readonly Entry[]): QueryConfig {
  const [only] = group;
  if (group.length > 1 || only?.ids.length !== 1) return { ...GROUP, values: parametersOf(group) };
  const { stream, expected, ids, types, data, meta } = only;
  return { ...SINGLE, values: [stream, wanted(expected), ids[0], types[0], data[0], meta[0]] };
}

/** The parameters of `journal.append` for a group, in order of arrival. */
function parametersOf(group: readonly Entry[]): Buffer[] {
  const names = [...new Set(group.map((it) => it.stream))];
  const slotOf = new Map(names.map((name, slot) => [name, slot]));
  const added = new Array<number>(names.length).fill(0);
  const slots: number[] = [];
  const came: number[] = [];
  const owners: number[] = [];
  const places: number[] = [];
  const streams: string[] = [];
  group.forEach((entry, index) => {
    const slot = slotOf.get(entry.stream) as number;
    const before = added[slot] as number;
    slots.push(slot + 1);
    came.push(before);
    added[slot] = before + entry.ids.length;
    for (let place = 0; place < entry.ids.length; place++) {
      owners.push(index + 1);
      places.push(place);
      streams.push(entry.stream);
    }
  });
  return [
    texts(names),
    integers(added),
    integers(slots),
    integers(group.map((it) => wanted(it.expected))),
    integers(came),
    integers(group.map((it) => it.ids.length)),
    integers(owners),
    integers(places),
    texts(streams),
    uuids(group.flatMap((it) => it.ids)),
    texts(group.flatMap((it) => it.types)),
    jsons(group.flatMap((it) => it.data)),
    jsons(group.flatMap((it) => it.meta)),
  ];
}

/** What the server answers to a group. */
export interface GroupRow {
  readonly last: string | null;
  readonly bases: readonly number[];
  readonly repeats: readonly string[] | null;
  readonly actuals: readonly number[] | null;
}

/** How many events of a group were stored now. */
const countOf = (group: readonly Entry[], { bases }: GroupRow): number =>
  group.reduce((sum, { ids }, index) => sum + (bases[index] === -1 ? 0 : ids.length), 0);

/** What a group stored, from the text that was sent: nobody else's events stand between, since it had the head's lock. */
export function storedOf(group: readonly Entry[], row: GroupRow): Stored | undefined {
  const count = countOf(group, row);
  if (count === 0) return undefined;
  const last = BigInt(row.last ?? 0);
  const first = last - BigInt(count) + 1n;
  const events = (): Recorded[] => {
    let at = first;
    return group.flatMap(({ stream, ids, types, data, meta }, index) => {
      const base = row.bases[index] as number;
      if (base === -1) return [];
      return ids.map((id, place) =>
        recordedOf([
          String(at++),
          stream,
          base + place,
          id.toLowerCase(),
          types[place] as string,
          JSON.parse(data[place] as string),
          JSON.parse(meta[place] as string) as Envelope,
        ]),
      );
    });
  };
  return { after: positionOf(first - 1n), upTo: positionOf(last), count, events };
}

/** What became of each append of a group. */
export function outcomesOf(group: readonly Entry[], row: GroupRow): (Appended | Conflict)[] {
  let position = BigInt(row.last ?? 0) - BigInt(countOf(group, row));
  return group.map((entry, index) => {
    const base = row.bases[index] as number;
    const size = entry.ids.length;
    if (base >= 0) {
      position += BigInt(size);
      return { revision: base + size - 1, position: positionOf(position) };
    }
    const repeated = row.repeats?.[index] ?? '0';
    const expected = wanted(entry.expected);
    if (repeated !== '0') return { revision: expected + size, position: positionOf(repeated) };
    return new Conflict(entry.stream, entry.expected, row.actuals?.[index] ?? -1);
  });
}
