import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  made,
  planned,
  tagged,
  thankForVisit,
  thanks,
  visits,
} from '../../../test/support/visits.js';
import { commandsOf } from './commands-of.js';
import { decisionsOf } from './decisions-of.js';
import { decidesLawfully, foldsLawfully } from './laws.js';
import { unfinished } from './unfinished.js';

const thank = { type: 'Thank', urn: '139402' } as const;
const thanked = { type: 'Thanked', data: { thanksId: 'a', urn: '139402' } } as const;

describe('a test that leaves out its end', () => {
  it('fails, whether it told of a command or of an event', () => {
    decisionsOf(thanks)().when(thank);
    commandsOf(thankForVisit)(made('a', 1));
    expect(unfinished()).toEqual([
      'the command Thank',
      'what tests.thank-for-visit makes of VisitMade',
    ]);
    decisionsOf(thanks)().when(thank).then(thanked);
    expect(unfinished()).toEqual([]);
  });
});

describe('commandsOf', () => {
  const sent = { category: 'tests.thanks', id: 'a', command: thank } as const;

  it('fails for a command too few, too many or another', () => {
    commandsOf(thankForVisit)(made('a', 1)).then(sent);
    for (const wrong of [[], [sent, sent], [{ ...sent, id: 'b' }]])
      expect(() => commandsOf(thankForVisit)(made('a', 1)).then(...wrong)).toThrow();
  });

  it('fails for an event that the process does not listen to', () =>
    expect(() => commandsOf(thankForVisit)(tagged('a', 'x') as never).then()).toThrow(
      'does not listen to VisitTagged',
    ));
});

describe('the laws of a decider', () => {
  const tried = { history: [thanked], commands: [thank, { ...thank, urn: '666666' }] };

  it('hold for one that keeps them', () => decidesLawfully(thanks, tried));

  it('are broken by chance, by an edited state and by an event that cannot be folded', () => {
    let count = 0;
    const chancy = {
      ...thanks,
      decide: () => [{ ...thanked, data: { ...thanked.data, n: count++ } }],
    };
    expect(() => decidesLawfully(chancy, tried)).toThrow();
    const editing = {
      ...thanks,
      set: { members: () => [], changedBy: [] },
      initial: { count: 0 },
      evolve: (state: { count: number }) => Object.assign(state, { count: state.count + 1 }),
      decide: () => [],
    };
    expect(() => decidesLawfully(editing, tried)).toThrow();
    const unfoldable = {
      ...thanks,
      decide: () => [thanked],
      evolve: () => {
        throw new Error('cannot be folded');
      },
    };
    expect(() => decidesLawfully(unfoldable, { ...tried, history: [] })).toThrow(
      'cannot be folded',
    );
  });
});

describe('the laws of a projection', () => {
  const history = [planned('a'), made('a', 2), tagged('a', 'x')];

  it('hold for one that keeps them', () => foldsLawfully(visits, ...history));

  it('are broken by a row that is edited, and by one that a table cannot keep', () => {
    const editing: typeof visits = {
      ...visits,
      on: { ...visits.on, VisitTagged: (row) => row && Object.assign(row, { made: false }) },
    };
    expect(() => foldsLawfully(editing, ...history)).toThrow();
    const living: typeof visits = {
      ...visits,
      on: {
        ...visits.on,
        VisitMade: (row) => row && { ...row, tags: new Set(['x']) as never },
        VisitTagged: (row) => row && { ...row, made: (row.tags as unknown) instanceof Set },
      },
    };
    expect(() => foldsLawfully(living, ...history)).toThrow();
  });
});

it('the guide shows what is run here', () => {
  const guide = new URL('../../../docs/guides/testing.md', import.meta.url);
  const example = new URL('guide.spec.ts', import.meta.url);
  const shown = readFileSync(example, 'utf8').replace("'./index.js'", "'#testing'");
  expect(readFileSync(guide, 'utf8')).toContain(shown);
});
