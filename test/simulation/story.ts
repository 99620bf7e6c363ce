import { Entity } from 'typeorm';
import {
  aggregate,
  type Catalogue,
  change,
  type Decider,
  type Event,
  type Fold,
  londonDay,
  plusDays,
  type Process,
  type Projection,
  Refusal,
  remove,
  type To,
} from '#eventing';
import { CountColumn, ListColumn, ReadRow, TextColumn } from '#read-model';
import type { Chance, Play } from '#testing';

/** A small history to follow: wells that are dug, measured and closed, each in a parish. */
export type WellEvent =
  | Event<'WellDug', { wellId: string; parishId: string }>
  | Event<'WellMeasured', { wellId: string; parishId: string; metres: number }>
  | Event<'WellClosed', { wellId: string; parishId: string }>;

export const wellEvents: Catalogue<WellEvent> = {
  WellDug: 1,
  WellMeasured: 1,
  WellClosed: 1,
};

@Entity({ schema: 'read', name: 'wells' })
class Well extends ReadRow {
  @TextColumn('The parish')
  parish!: string;

  @ListColumn('Every measurement, in order')
  metres!: number[];
}

/** One row for each well: an event applied twice, or out of order, shows. */
export const wells: Projection<WellEvent, Well> = {
  name: 'tests.wells',
  version: 1,
  entity: Well,
  key: ({ data }) => `well:${data.wellId}`,
  on: {
    WellDug: (_, { data: { parishId: parish } }, key) => ({
      key,
      scope: [`parish:${parish}`],
      parish,
      metres: [],
    }),
    WellMeasured: change((row, { data }) => ({ ...row, metres: [...row.metres, data.metres] })),
    WellClosed: remove,
  },
};

@Entity({ schema: 'read', name: 'parishes' })
class Parish extends ReadRow {
  @CountColumn('How many events named it')
  events!: number;
}

const counted = (row: Parish | undefined, _: unknown, key: string): Parish => ({
  key,
  scope: ['public'],
  events: (row?.events ?? 0) + 1,
});

/** One row for each parish, which counts. */
export const parishes: Projection<WellEvent, Parish> = {
  name: 'tests.parishes',
  version: 1,
  entity: Parish,
  key: ({ data }) => `parish:${data.parishId}`,
  on: { WellDug: counted, WellMeasured: counted, WellClosed: counted },
};

/** The same by another rule: measurements no longer count. */
const raisedParishes: typeof parishes = {
  ...parishes,
  version: 2,
  on: { ...parishes.on, WellMeasured: (row) => row },
};

/** The events, the command and the rule of a letter about a well: it is written as often as it is asked for. */
type LetterEvent = Event<'LetterWritten', { letterId: string }>;
interface WriteLetter {
  readonly type: 'WriteLetter';
  readonly parish: string;
}

const letter: Decider<WriteLetter, LetterEvent, number> = {
  category: 'tests.letter',
  identity: 'letter',
  initial: 0,
  events: { LetterWritten: 1 },
  decide({ parish }, _, { id }) {
    if (parish === 'c') throw new Refusal('no-post', 'No post goes to this parish.');
    return [{ type: 'LetterWritten', data: { letterId: id } }];
  },
  evolve: (written) => written + 1,
};

/** A well measured is a letter to write, to one book for each parish; a well dug is two. */
export const writeLetters: Process<
  Exclude<WellEvent, { type: 'WellClosed' }>,
  To<'tests.letter', WriteLetter>
> = {
  name: 'tests.write-letters',
  from: 'beginning',
  on: {
    WellDug: ({ data: { wellId: well, parishId: parish } }) => [
      { category: 'tests.letter', id: parish, command: { type: 'WriteLetter', parish } },
      { category: 'tests.letter', id: well, command: { type: 'WriteLetter', parish } },
    ],
    WellMeasured: ({ data: { parishId: parish } }) => [
      { category: 'tests.letter', id: parish, command: { type: 'WriteLetter', parish } },
    ],
  },
};

/** The event, command and rule of an inspection: of a well that is still there on its day. */
type InspectionEvent = Event<'WellInspected', { wellId: string }>;
interface Inspect {
  readonly type: 'Inspect';
  readonly well: string;
  readonly parish: string;
}

const wellStanding: Fold<WellEvent, boolean> = {
  category: 'simulated',
  initial: false,
  evolve: (_, { type }) => type !== 'WellClosed',
};

const inspection: Decider<Inspect, InspectionEvent, number, { stands: boolean }> = {
  category: 'tests.inspection',
  identity: 'inspection',
  initial: 0,
  events: { WellInspected: 1 },
  decide({ well, parish }, _, { known }) {
    if (parish === 'c') throw new Refusal('no-way', 'No way leads to this parish.');
    return known.stands ? [{ type: 'WellInspected', data: { wellId: well } }] : [];
  },
  evolve: (inspected) => inspected + 1,
};

/** A well that is dug is looked at on a later day, some sooner and some later, and on the very day once more. */
export const inspectWells: Process<
  Extract<WellEvent, { type: 'WellDug' }>,
  To<'tests.inspection', Inspect>
> = {
  name: 'tests.inspect-wells',
  from: 'beginning',
  on: {
    WellDug: ({ data: { wellId: well, parishId: parish }, recordedOn }) =>
      [Number(well) - 1, 0].map((days) => ({
        category: 'tests.inspection' as const,
        id: well,
        command: { type: 'Inspect' as const, well, parish },
        notBefore: plusDays(londonDay(recordedOn), days),
      })),
  },
};

/** A history of a dozen events or so, as a seed decides. */
function history(chance: Chance): WellEvent[] {
  return Array.from({ length: chance.between(5, 18) }, (_, n): WellEvent => {
    const wellId = chance.pick(['1', '2', '3', '4']);
    const data = { wellId, parishId: chance.pick(['a', 'b', 'b', 'c']) };
    if (n < 2 || chance.happens(0.25)) return { type: 'WellDug', data };
    if (chance.happens(0.15)) return { type: 'WellClosed', data };
    return { type: 'WellMeasured', data: { ...data, metres: n } };
  });
}

/** What the runner is simulated with. */
export const story: Play<WellEvent> = {
  projections: [wells, parishes],
  raised: [raisedParishes],
  processes: [writeLetters, inspectWells],
  aggregates: [
    aggregate(letter),
    aggregate(inspection, {
      lookup: async ({ well }: Inspect, _, reader) => ({
        stands: await reader.peek(wellStanding, `well:${well}`),
      }),
    }),
  ],
  catalogue: wellEvents,
  events: history,
};
