import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#testing';
import { aggregate } from './aggregate.js';
import type { Catalogue } from './catalogue.js';
import { SetClock } from './clock.js';
import type { Decider } from './decider.js';
import { Conflict, type Expected } from './event-store.js';
import { Aggregates } from './aggregates.js';
import { CommandHandling } from './handle.js';
import type { Event, NewEvent, Recorded } from './message.js';
import type { Request } from './request.js';
import { CommandReused, NotFound, Refusal, Stale } from './refusal.js';

/** A shelf of books at one school, and a loan that first takes a book from its shelf. */
type ShelfEvent =
  | Event<'Stocked', { urn: string; books: number }>
  | Event<'Taken', { loan: string }>
  | Event<'Returned', { loan: string }>;
type ShelfCommand =
  { type: 'Stock'; urn: string; books: number } | { type: 'Take' | 'Return'; loan: string };
const shelfEvents: Catalogue<ShelfEvent> = {
  Stocked: 1,
  Taken: 1,
  Returned: 1,
};
const shelf: Decider<ShelfCommand, ShelfEvent, number> = {
  category: 'library.shelf',
  identity: 'shelf',
  events: shelfEvents,
  initial: 0,
  decide(command, left) {
    switch (command.type) {
      case 'Stock':
        return [{ type: 'Stocked', data: { urn: command.urn, books: command.books } }];
      case 'Take':
        if (left === 0) throw new Refusal('shelf-empty', 'There is no book left on the shelf.');
        return [{ type: 'Taken', data: { loan: command.loan } }];
      case 'Return':
        return [{ type: 'Returned', data: { loan: command.loan } }];
    }
  },
  evolve: (left, { type, data }) =>
    type === 'Stocked' ? data.books : type === 'Taken' ? left - 1 : left + 1,
};

type LoanEvent = Event<'Lent', { urn: string; to: string }>;
const loan: Decider<{ type: 'Lend'; urn: string; to: string }, LoanEvent, string> = {
  category: 'library.loan',
  identity: 'loan',
  events: { Lent: 1 },
  initial: '',
  decide: ({ urn, to }, lentTo) => {
    if (lentTo !== '') throw new Refusal('lent-already', `It was lent to ${lentTo} before.`);
    return [{ type: 'Lent', data: { urn, to } }];
  },
  evolve: (_, { data }) => data.to,
};

const shelves = aggregate(shelf);
const loans = aggregate(loan, {
  reservations: (_, __, id) => [
    {
      take: (until) => ({
        category: 'library.shelf',
        id: 's1',
        command: { type: 'Take', loan: id, until },
      }),
      releaseAfter: 28,
      giveBack: { category: 'library.shelf', id: 's1', command: { type: 'Return', loan: id } },
    },
  ],
});

/** A store that lets somebody else in just before an append, so many times. */
class Contended extends MemoryEventStore {
  intrusions = 0;
  /** Events before this revision are gone. */
  cutOff = 0;
  override async readStream<F extends Event = Event>(
    ...args: Parameters<MemoryEventStore['readStream']>
  ): Promise<Recorded<F>[]> {
    const events = await super.readStream<F>(...args);
    return events.filter((it) => it.revision >= this.cutOff);
  }
  onIntrusion: () => Promise<unknown> = () => Promise.resolve();
  override async append(stream: string, events: readonly NewEvent[], expected: Expected) {
    if (this.intrusions > 0 && stream.startsWith('library.loan')) {
      this.intrusions--;
      await this.onIntrusion();
      throw new Conflict(stream, expected, 7);
    }
    return super.append(stream, events, expected);
  }
}

/** What the events name: a school, or a loan. */
const tagsOf = ({ data }: Event) => {
  const { urn, loan } = data as { urn?: string; loan?: string };
  return [...(urn ? [`urn:${urn}`] : []), ...(loan ? [`loan:${loan}`] : [])];
};

let store: Contended;
let handling: CommandHandling;
const clock = new SetClock('2025-10-01T11:00:00.000Z');
const by = (commandId: string, rest: Partial<Request> = {}): Request => ({
  commandId,
  correlationId: 'c',
  causationId: 'c',
  actor: { id: 'broker-1', role: 'broker', urns: [] },
  scope: 'all',
  subject: 'either',
  ...rest,
});
const booksLeft = async () => (await store.readStream('library.shelf-s1')).map((it) => it.type);
const stock = () =>
  handling.handle(
    shelves,
    's1',
    { type: 'Stock', urn: '139402', books: 1 } as ShelfCommand,
    by('stock'),
  );
const lend = (id: string, request = by(`lend-${id}`)) =>
  handling.handle(loans, id, { type: 'Lend', urn: '139402', to: 'x' } as never, request);

beforeEach(() => {
  store = new Contended();
  handling = new CommandHandling(store, clock, new Aggregates([shelves, loans]), tagsOf);
});

describe('a command', () => {
  it('acts once, however often it is sent, and answers the same', async () => {
    await stock();
    const first = await lend('l1');
    const again = await Promise.all([lend('l1'), lend('l1')]);
    expect(again).toEqual([first, first]);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });

  it('sent at once by twenty acts once', async () => {
    await stock();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => lend('l1')));
    expect(new Set(outcomes.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });

  it('is not the same with another body', async () => {
    await stock();
    await lend('l1', by('k', { bodyHash: 'a' }));
    await expect(lend('l1', by('k', { bodyHash: 'b' }))).rejects.toThrow(CommandReused);
  });

  it('is stale when If-Match names an older revision', async () => {
    await stock();
    await lend('l1');
    await expect(lend('l1', by('k', { ifMatch: -1 }))).rejects.toThrow(Stale);
  });

  it('whose id was drawn for it reads nothing first, and still meets what is there', async () => {
    await stock();
    await lend('l1', by('k', { fresh: true, subject: 'new' }));
    await expect(lend('l1', by('other', { fresh: true, subject: 'new' }))).rejects.toThrow(Refusal);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });

  it('is recorded after what is left of a stream whose beginning was cut off', async () => {
    await stock();
    await lend('l1');
    await lend('l2').catch(() => undefined);
    store.cutOff = 1;
    const { revision } = await handling.handle(
      shelves,
      's1',
      { type: 'Return', loan: 'l1' } as ShelfCommand,
      by('back'),
    );
    expect(revision).toBe(2);
    expect(await booksLeft()).toEqual(['Taken', 'Returned']);
  });

  it('writes who, when, why and about whom into each event', async () => {
    await stock();
    const [event] = await store.readStream('library.shelf-s1');
    expect(event).toMatchObject({
      occurredOn: '2025-10-01',
      recordedOn: '2025-10-01T11:00:00.000Z',
      actor: { id: 'broker-1', role: 'broker' },
      commandId: 'stock',
      tags: ['shelf:s1', 'urn:139402'],
      schemaVersion: 1,
    });
    expect(event?.actor).not.toHaveProperty('urns');
  });

  it('tags each event with its aggregate, whom it names, and whom the first of the stream named', async () => {
    await stock();
    await lend('l1');
    const tags = (await store.readStream('library.shelf-s1')).map((it) => it.tags);
    expect(tags).toEqual([
      ['shelf:s1', 'urn:139402'],
      ['shelf:s1', 'loan:l1', 'urn:139402'],
    ]);
  });

  it('tags in the same way what is decided at once', async () => {
    const both: typeof shelf = {
      ...shelf,
      decide: (...args) => [...shelf.decide(...args), { type: 'Taken', data: { loan: 'l1' } }],
    };
    const command = { type: 'Stock', urn: '139402', books: 1 } as ShelfCommand;
    await handling.handle(aggregate(both), 's1', command, by('stock'));
    const [, taken] = await store.readStream('library.shelf-s1');
    expect(taken?.tags).toEqual(['shelf:s1', 'loan:l1', 'urn:139402']);
  });
});

describe('a subject outside the caller’s grants', () => {
  const scope = new Set(['urn:100000']);
  it('is not found', async () => {
    await stock();
    await expect(
      handling.handle(
        shelves,
        's1',
        { type: 'Take', loan: 'l' } as ShelfCommand,
        by('t', { scope }),
      ),
    ).rejects.toThrow(NotFound);
  });
  it('cannot be created either', async () => {
    await expect(
      handling.handle(
        shelves,
        's2',
        { type: 'Stock', urn: '139402', books: 1 } as ShelfCommand,
        by('t', { scope }),
      ),
    ).rejects.toThrow(NotFound);
    expect(await store.readStream('library.shelf-s2')).toEqual([]);
  });
  it('is not found before any rule is asked when it does not exist', async () => {
    await expect(lend('l9', by('t', { subject: 'existing' }))).rejects.toThrow(NotFound);
  });
});

describe('the scarce thing', () => {
  it('goes to one of two who want it', async () => {
    await stock();
    const outcomes = await Promise.allSettled([lend('l1'), lend('l2')]);
    expect(outcomes.map((it) => it.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });

  it('is decided again after a conflict, and taken once', async () => {
    await stock();
    store.intrusions = 2;
    await lend('l1');
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });

  it('is given back when a rule refuses after all', async () => {
    await stock();
    store.intrusions = 1;
    store.onIntrusion = () =>
      store.append(
        'library.loan-l1',
        [{ ...newEvent, id: 'other', type: 'Lent', data: { urn: '139402', to: 'another' } }],
        'noStream',
      );
    await expect(lend('l1')).rejects.toThrow('lent to another');
    expect(await booksLeft()).toEqual(['Stocked', 'Taken', 'Returned']);
  });

  it('is given back when every attempt lost', async () => {
    await stock();
    store.intrusions = 9;
    await expect(lend('l1')).rejects.toThrow(Conflict);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken', 'Returned']);
  });

  it('is not taken when the rule says no at once', async () => {
    await stock();
    await lend('l1');
    await expect(lend('l1', by('another'))).rejects.toThrow(Refusal);
    expect(await booksLeft()).toEqual(['Stocked', 'Taken']);
  });
});

const newEvent = {
  meta: {
    schemaVersion: 1,
    occurredOn: '2025-10-01',
    recordedOn: '2025-10-01T11:00:00.000Z',
    actor: { id: 'broker-2', role: 'broker' },
    commandId: 'another',
    correlationId: 'c',
    causationId: 'c',
    tags: ['urn:139402'],
  },
};
