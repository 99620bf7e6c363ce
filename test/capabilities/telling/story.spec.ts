import { describe, expect, it } from '@jest/globals';
import type { Area } from './area.js';
import type { Stage } from './platform.js';
import { story, type Step } from './story.js';

/** A platform that answers everything with the same. */
const stage = {
  sign: () => Promise.resolve('a token'),
  send: () => Promise.resolve({ status: 200, body: { id: 'a', events: [], item: 'there' } }),
  settled: () => Promise.resolve(),
} as unknown as Stage;

/** The steps of a story that ends in `then`. */
const ending = (then: (area: Area) => Promise<void>, before = () => Promise.resolve()) =>
  story([1], 'A story', (tell) => {
    tell.when('something happens', before);
    tell.then('it shows', () => then(tell.area));
  }).stepsOn(() => stage);

const reads = async (area: Area): Promise<unknown> =>
  (await area.person('board').reads('needs/a')).item;

async function play(steps: readonly Step[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const it of steps)
    await it.play().catch((error: unknown) => faults.push((error as Error).message));
  return faults;
}

describe('a story', () => {
  it('holds when somebody reads in the end what was expected', async () => {
    const steps = ending(async (area) => expect(await reads(area)).toBe('there'));
    expect(await play(steps)).toEqual([]);
    expect(steps.every((it) => it.held)).toBe(true);
  });

  it('does not hold when it asserts nothing', async () => {
    const steps = ending((area) => reads(area).then(() => undefined));
    expect(await play(steps)).toEqual(['This asserts nothing.']);
    expect(steps.map((it) => it.held)).toEqual([true, false]);
  });

  it('does not hold when nobody reads anything', async () => {
    const steps = ending(() => {
      expect(1).toBe(1);
      return Promise.resolve();
    });
    expect(await play(steps)).toEqual(['Nobody read anything here.']);
  });

  it('does not hold when the platform does not let somebody act', async () => {
    const steps = ending(
      async (area) => expect(await reads(area)).toBe('there'),
      () => Promise.reject(new Error('refused')),
    );
    expect(await play(steps)).toEqual(['refused', 'The story broke off before this.']);
    expect(steps.some((it) => it.held)).toBe(false);
  });

  it('is none when it ends in no `then`', () => {
    const open = story([1], 'Open', ({ when }) => when('it begins', () => Promise.resolve()));
    expect(() => open.stepsOn(() => stage)).toThrow('"Open" shows nothing in the end.');
  });
});
