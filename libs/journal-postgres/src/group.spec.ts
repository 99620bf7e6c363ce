import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Conflict, type Envelope, type NewEvent } from '#eventing';
import { entryOf, outcomesOf } from './group.js';

const event = (): NewEvent => ({ id: randomUUID(), type: 'Noted', data: {}, meta: {} as Envelope });
const events = (count: number) => Array.from({ length: count }, event);

describe('an append on its way', () => {
  it('is refused before it is sent when the log could not hold it', () => {
    expect(() => entryOf('a-1', [], 'any')).toThrow('at least one event');
    expect(() => entryOf('a-1', events(1), -2)).toThrow('not a revision');
    expect(() => entryOf('a-1', events(1), 0.5)).toThrow('not a revision');
    expect(() => entryOf('a-1', [{ ...event(), id: 'event-1' }], 'any')).toThrow('not a UUID');
  });

  it('says what it was when it was sent', () => {
    const data = { said: 'before' };
    const entry = entryOf(
      'a-1',
      [
        { ...event(), data },
        { ...event(), data: undefined },
      ],
      'any',
    );
    data.said = 'after';
    expect(entry.data).toEqual(['{"said":"before"}', 'null']);
  });
});

describe('what became of a group', () => {
  const group = [
    entryOf('a-1', events(2), 'noStream'),
    entryOf('b-1', events(1), 4),
    entryOf('a-1', events(3), 'any'),
  ];

  it('follows from the last position when all were accepted', () => {
    const row = { last: '106', bases: [0, 5, 2], repeats: null, actuals: null };
    expect(outcomesOf(group, row)).toEqual([
      { revision: 1, position: '00000000000000000102' },
      { revision: 5, position: '00000000000000000103' },
      { revision: 4, position: '00000000000000000106' },
    ]);
  });

  it('tells repeats and conflicts from those accepted, which alone take positions', () => {
    const row = { last: '106', bases: [-1, -1, 9], repeats: ['42', '0', '0'], actuals: [8, 7, 8] };
    const [repeated, refused, accepted] = outcomesOf(group, row);
    expect(repeated).toEqual({ revision: 1, position: '00000000000000000042' });
    expect(refused).toBeInstanceOf(Conflict);
    expect(refused).toMatchObject({ stream: 'b-1', expected: 4, actual: 7 });
    expect(accepted).toEqual({ revision: 11, position: '00000000000000000106' });
  });

  it('needs no position when nothing was stored', () => {
    const row = { last: null, bases: [-1, -1, -1], repeats: ['1', '0', '0'], actuals: [1, 2, 3] };
    expect(outcomesOf(group, row)[2]).toMatchObject({ actual: 3 });
  });
});
