import { expect } from '@jest/globals';
import type { Partnership } from '../telling/area.js';
import { story } from '../telling/story.js';

export default story(
  [5],
  'Of which of the four kinds a partnership is, stands in the record',
  ({ given, then, area }) => {
    const founded = new Map<number, Partnership>();

    given('four partnerships, each of another kind', async () => {
      for (const model of [1, 2, 3, 4]) founded.set(model, await area.founded({ model }));
    });
    then('the board of each reads of which kind its own is', async () => {
      for (const [model, { id, board }] of founded)
        expect((await board.reads(`partnerships/${id}`)).item.model).toBe(model);
    });
    then('an analyst of the whole area reads the four kinds side by side', async () => {
      const partnerships = [...founded.values()].map((it) => it.id);
      const { items } = await area.person('analyst', { partnerships }).reads('partnerships');
      expect(items.map((it: { model: number }) => it.model).sort()).toEqual([1, 2, 3, 4]);
    });
  },
);
