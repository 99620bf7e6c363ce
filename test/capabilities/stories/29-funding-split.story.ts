import { expect } from '@jest/globals';
import type { Partnership } from '../telling/area.js';
import { triagedRequest, validatedNeed } from '../telling/line.js';
import { story } from '../telling/story.js';

const purses = { statutory: 60_000, traded: 50_000, grant: 30_000 };

export default story(
  [29],
  'Support is paid out of purses that are kept apart',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let request = '';

    given('a partnership with support asked for that is not paid for yet', async () => {
      partnership = await area.partnership();
      const need = await validatedNeed(partnership, partnership.schools[0]!);
      request = await triagedRequest(partnership, need);
    });
    when('its board pays part of it out of each purse', async () => {
      for (const [stream, amountPence] of Object.entries(purses))
        await partnership.board.does(`support-requests/${request}/funding`, {
          ...{ funder: 'Essex County Council', stream, amountPence },
        });
    });
    then('the broker, who has no purse, cannot pay', async () => {
      const money = { funder: 'The broker', stream: 'traded', amountPence: 1 };
      const refusal = await partnership.broker.tries(`support-requests/${request}/funding`, money);
      expect(refusal.status).toBe(403);
    });
    then('the board reads that all of it is paid for', async () => {
      const { item } = await partnership.board.reads(`support-requests/${request}`);
      expect(item).toMatchObject({ state: 'funded', budgetPence: 140_000, fundedPence: 140_000 });
    });
    then('the analyst of the partnership reads how much came out of which purse', async () => {
      const found = 'events?type=FundingApproved&identity=request:';
      const { items } = await partnership.analyst.reads(`${found}${request}`);
      const paid = items.map(({ data }: { data: { stream: string; amountPence: number } }) => [
        data.stream,
        data.amountPence,
      ]);
      expect(Object.fromEntries(paid)).toEqual(purses);
    });
  },
);
