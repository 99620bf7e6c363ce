import { describe, expect, it } from '@jest/globals';
import { Together } from './together.js';

const letters = (asked: string[][]) =>
  new Together((keys: readonly string[]) => {
    asked.push([...keys]);
    return Promise.resolve(new Map(keys.filter((it) => it !== 'z').map((it) => [it, [it, it]])));
  });

describe('reading together', () => {
  it('asks once for all that is asked in one turn, and once for each key', async () => {
    const asked: string[][] = [];
    const together = letters(asked);
    const answers = await Promise.all(['a', 'b', 'a', 'z'].map((it) => together.get(it)));
    expect(answers).toEqual([['a', 'a'], ['b', 'b'], ['a', 'a'], []]);
    expect(asked).toEqual([['a', 'b', 'z']]);
  });

  it('gives each who asks a list of their own', async () => {
    const together = letters([]);
    const [one, other] = await Promise.all([together.get('a'), together.get('a')]);
    one?.pop();
    expect(other).toEqual(['a', 'a']);
  });

  it('never answers from a query that was sent before the question', async () => {
    const asked: string[][] = [];
    const together = letters(asked);
    const first = together.get('a');
    await new Promise(setImmediate);
    await Promise.all([first, together.get('a')]);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('sends what is very much in several queries', async () => {
    const asked: string[][] = [];
    const together = letters(asked);
    await Promise.all(Array.from({ length: 100 }, (_, n) => together.get(`k${n}`)));
    expect(asked.map((it) => it.length)).toEqual([64, 36]);
  });

  it('tells everybody when the query fails', async () => {
    const together = new Together<string>(() => Promise.reject(new Error('away')));
    const answers = await Promise.allSettled([together.get('a'), together.get('b')]);
    expect(answers.map((it) => it.status)).toEqual(['rejected', 'rejected']);
  });
});
