import { Entity } from 'typeorm';
import {
  aggregate,
  type Catalogue,
  change,
  type Decider,
  type Fact,
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
  | Fact<'WellDug', { well: string; parish: string }>
  | Fact<'WellMeasured', { well: string; parish: string; metres: number }>
  | Fact<'WellClosed', { well: string; parish: string }>;

const about = (d: { well: string; parish: string }) => [`well:${d.well}`, `parish:${d.parish}`];

export const wellEvents: Catalogue<WellEvent> = {
  WellDug: { version: 1, about },
  WellMeasured: { version: 1, about },
  WellClosed: { version: 1, about },
};

@Entity({ schema: 'read', name: 'wells' })
class Well extends ReadRow {
  @TextColumn('The parish')
  parish!: string;

  @ListColumn('Every measurement, in order')
  metres!: number[];
}

/** One row for each well: a fact applied twice, or out of order, shows. */
export const wells: Projection<WellEvent, Well> = {
  name: 'tests.wells',
  version: 1,
  entity: Well,
  key: ({ data }) => `well:${data.well}`,
  on: {
    WellDug: (_, { data: { parish } }, key) => ({
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
  @CountColumn('How many facts named it')
  facts!: number;
}

const counted = (row: Parish | undefined, _: unknown, key: string): Parish => ({
  key,
  scope: ['public'],
  facts: (row?.facts ?? 0) + 1,
});

/** One row for each parish, which counts. */
export const parishes: Projection<WellEvent, Parish> = {
  name: 'tests.parishes',
  version: 1,
  entity: Parish,
  key: ({ data }) => `parish:${data.parish}`,
  on: { WellDug: counted, WellMeasured: counted, WellClosed: counted },
};

/** The same by another rule: measurements no longer count. */
const raisedParishes: typeof parishes = {
  ...parishes,
  version: 2,
  on: { ...parishes.on, WellMeasured: (row) => row },
};

/** The facts, the command and the rule of a letter about a well: it is written as often as it is asked for. */
type LetterEvent = Fact<'LetterWritten', { letter: string }>;
interface WriteLetter {
  readonly type: 'WriteLetter';
  readonly parish: string;
}

const letter: Decider<WriteLetter, LetterEvent, number> = {
  category: 'tests.letter',
  identity: 'letter',
  initial: 0,
  facts: { LetterWritten: { version: 1, about: (d) => [`letter:${d.letter}`] } },
  decide({ parish }, _, { id }) {
    if (parish === 'c') throw new Refusal('no-post', 'No post goes to this parish.');
    return [{ type: 'LetterWritten', data: { letter: id } }];
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
    WellDug: ({ data: { well, parish } }) => [
      { category: 'tests.letter', id: parish, command: { type: 'WriteLetter', parish } },
      { category: 'tests.letter', id: well, command: { type: 'WriteLetter', parish } },
    ],
    WellMeasured: ({ data: { parish } }) => [
      { category: 'tests.letter', id: parish, command: { type: 'WriteLetter', parish } },
    ],
  },
};

/** A history of a dozen facts or so, as a seed decides. */
function history(chance: Chance): WellEvent[] {
  return Array.from({ length: chance.between(5, 18) }, (_, n): WellEvent => {
    const well = chance.pick(['1', '2', '3', '4']);
    const data = { well, parish: chance.pick(['a', 'b', 'b', 'c']) };
    if (n < 2 || chance.happens(0.25)) return { type: 'WellDug', data };
    if (chance.happens(0.15)) return { type: 'WellClosed', data };
    return { type: 'WellMeasured', data: { ...data, metres: n } };
  });
}

/** What the runner is simulated with. */
export const story: Play<WellEvent> = {
  projections: [wells, parishes],
  raised: [raisedParishes],
  processes: [writeLetters],
  aggregates: [aggregate(letter)],
  catalogue: wellEvents,
  facts: history,
};
