import { expect, it } from '@jest/globals';
import { Entity } from 'typeorm';
import { type Catalogue, type Decider, type Event, type Process, type Projection } from '#eventing';
import { Refusal, type To } from '#eventing';
import { CountColumn, ReadRow } from '#read-model';
import {
  commandsOf,
  decidesLawfully,
  decisionsOf,
  foldsLawfully,
  provenanceOf,
  rowsAsOf,
  rowsOf,
} from './index.js';

type LoanEvent =
  | Event<'BookLent', { loanId: string; urn: string }>
  | Event<'BookReturned', { loanId: string; urn: string }>;
type LoanCommand =
  { readonly type: 'LendBook'; readonly urn: string } | { readonly type: 'ReturnBook' };

const events: Catalogue<LoanEvent> = {
  BookLent: 1,
  BookReturned: 1,
};

// the decider: a book is lent once, and returned once
type State =
  { readonly status: 'new' } | { readonly status: 'lent' | 'back'; readonly urn: string };
const loan: Decider<LoanCommand, LoanEvent, State> = {
  category: 'library.loan',
  identity: 'loan',
  initial: { status: 'new' },
  events,
  decide(command, state, { id }) {
    if (command.type === 'LendBook') {
      if (state.status === 'lent') throw new Refusal('lent', 'The book is lent: wait for it.');
      return [{ type: 'BookLent', data: { loanId: id, urn: command.urn } }];
    }
    if (state.status !== 'lent')
      throw new Refusal('not-lent', 'Nobody has the book: lend it first.');
    return [{ type: 'BookReturned', data: { loanId: id, urn: state.urn } }];
  },
  evolve: (_, { type, data }) => ({ status: type === 'BookLent' ? 'lent' : 'back', urn: data.urn }),
};

// the read model: how many books each school has
@Entity({ schema: 'read', name: 'school_books' })
class SchoolBooks extends ReadRow {
  @CountColumn('Books out')
  out!: number;
}
const by = (step: number) => (row: SchoolBooks | undefined, _: unknown, key: string) => ({
  key,
  scope: [key],
  out: (row?.out ?? 0) + step,
});
const schoolBooks: Projection<LoanEvent, SchoolBooks> = {
  name: 'library.school-books',
  version: 1,
  entity: SchoolBooks,
  key: ({ data }) => `urn:${data.urn}`,
  on: { BookLent: by(1), BookReturned: by(-1) },
};

// the process: a book that came back is put on its shelf
type ToShelf = To<'library.shelf', { readonly type: 'Shelve' }>;
const shelve: Process<Extract<LoanEvent, { type: 'BookReturned' }>, ToShelf> = {
  name: 'library.shelve',
  from: 'beginning',
  on: {
    BookReturned: ({ data: { loanId } }) => [
      { category: 'library.shelf', id: loanId, command: { type: 'Shelve' } },
    ],
  },
};

const given = decisionsOf(loan);
const lent = { type: 'BookLent', data: { loanId: 'a', urn: '900001' } } as const;
const returned = { type: 'BookReturned', data: { loanId: 'a', urn: '900001' } } as const;

it('a book is lent once at a time', () => {
  given().when({ type: 'LendBook', urn: '900001' }).then(lent);
  given(lent).when({ type: 'LendBook', urn: '900002' }).refuses('lent');
  given(lent).when({ type: 'ReturnBook' }).then(returned);
});

it('a school sees how many it has, today and on any day', () => {
  const row = { key: 'urn:900001', scope: ['urn:900001'] };
  const told = [lent, { ...returned, occurredOn: '2025-10-01' }];
  expect(rowsOf(schoolBooks, ...told)).toEqual({ 'urn:900001': { ...row, out: 0 } });
  // events are recorded a day apart, from 1 October 2025
  const first = { day: '2025-10-01' };
  expect(rowsAsOf(schoolBooks, first, ...told)['urn:900001']?.out).toBe(1);
  const true_ = { ...first, clock: 'occurred' } as const;
  expect(rowsAsOf(schoolBooks, true_, ...told)['urn:900001']?.out).toBe(0);
  expect(provenanceOf(schoolBooks, 'urn:900001', ...told)).toEqual(told);
});

it('a book that came back is put on its shelf', () =>
  commandsOf(shelve)(returned).then({
    category: 'library.shelf',
    id: 'a',
    command: { type: 'Shelve' },
  }));

it('both keep the laws', () => {
  const commands = [{ type: 'LendBook', urn: '900001' }, { type: 'ReturnBook' }] as const;
  decidesLawfully(loan, { history: [lent, returned, lent], commands });
  foldsLawfully(schoolBooks, lent, returned, lent);
});
