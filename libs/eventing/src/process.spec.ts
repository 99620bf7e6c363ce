import { expect, it } from '@jest/globals';
import type { Event } from './message.js';
import type { Instruction, Process, To } from './process.js';
import { answersOf } from './process.js';

type Lent = Event<'BookLent', { loanId: string }>;
interface Remind {
  readonly type: 'Remind';
  readonly times: number;
}
type ToReader = To<'library.reader', Remind>;

const remind: Process<Lent, ToReader> = {
  name: 'library.remind',
  from: 'installation',
  on: {
    BookLent: ({ data: { loanId } }) => [
      { category: 'library.reader', id: loanId, command: { type: 'Remind', times: 1 } },
    ],
  },
};

it('a process sends only what its map of commands knows: anything else does not compile', () => {
  const id = 'a';
  const misspelt: Process<Lent, ToReader> = {
    ...remind,
    on: {
      // @ts-expect-error -- there is no such command
      BookLent: () => [{ category: 'library.reader', id, command: { type: 'Remnd', times: 1 } }],
    },
  };
  const elsewhere: Process<Lent, ToReader> = {
    ...remind,
    on: {
      // @ts-expect-error -- nor such a category
      BookLent: () => [{ category: 'library.redaer', id, command: { type: 'Remind', times: 1 } }],
    },
  };
  const incomplete: Process<Lent, ToReader> = {
    ...remind,
    // @ts-expect-error -- a field is missing
    on: { BookLent: () => [{ category: 'library.reader', id, command: { type: 'Remind' } }] },
  };
  // @ts-expect-error -- and it says where it begins
  const nowhere: Process<Lent, ToReader> = { name: 'library.remind', on: remind.on };
  const said: Instruction<ToReader> = {
    category: 'library.reader',
    id,
    command: { type: 'Remind', times: 1 },
    // @ts-expect-error -- and a misspelt day is no day
    notBefor: '2025-10-01',
  };
  expect([misspelt, elsewhere, incomplete, nowhere, said]).toHaveLength(5);
});

it('answers nothing to an event that it does not know', () =>
  expect(answersOf(remind, { type: 'toString' } as never)).toEqual([]));
