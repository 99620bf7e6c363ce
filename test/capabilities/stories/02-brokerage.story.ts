import { expect } from '@jest/globals';
import { type Partnership, type School, TODAY } from '../telling/area.js';
import {
  agreedByAll,
  fundedRequest,
  leaderWithDays,
  proposal,
  validatedNeed,
} from '../telling/line.js';
import { story } from '../telling/story.js';

export default story(
  [2],
  'Help is found for a need, agreed by all whom it concerns, and begins',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let supported: School;
    let home: School;
    let request = '';
    let deployment = '';

    given(
      'a partnership with a validated need, for which its board has approved the money',
      async () => {
        partnership = await area.partnership();
        [supported, home] = partnership.schools as [School, School];
        request = await fundedRequest(partnership, await validatedNeed(partnership, supported));
      },
    );
    when('the broker proposes a leader whom another school can spare', async () => {
      const provider = await leaderWithDays(partnership, home);
      const body = proposal(request, provider);
      deployment = (await partnership.broker.does('deployments', body)).id;
    });
    then('everybody sees for whose word it still waits', async () => {
      const { item } = await supported.head.reads(`deployments/${deployment}`);
      expect(item.state).toBe('proposed');
      expect(item.awaiting).toEqual(['release', 'acceptance', 'approval', 'conflict-check']);
    });
    then('nobody can begin before all have agreed', async () => {
      const refusal = await partnership.broker.tries(`deployments/${deployment}/start`, {
        on: TODAY,
      });
      expect(refusal).toMatchObject({ status: 409, code: 'release-missing' });
    });
    when('both heads and the board agree, and the leader takes up the work', async () => {
      await agreedByAll(partnership, deployment, { supported, home });
      await partnership.broker.does(`deployments/${deployment}/start`, { on: TODAY });
    });
    then('the board reads who helps whom, with how many days, and at what price', async () => {
      const { items } = await partnership.board.reads(`deployments?urn=${supported.urn}`);
      expect(items).toEqual([
        expect.objectContaining({
          ...{ deploymentId: deployment, state: 'active', awaiting: [], startedOn: TODAY },
          ...{ urn: supported.urn, homeUrn: home.urn, focusArea: 'maths' },
          ...{ halfDaysAgreed: 8, halfDaysUsed: 0, dayRatePence: 35_000 },
        }),
      ]);
    });
    then('the supported school reads that its request has been answered', async () => {
      const { item } = await supported.head.reads(`support-requests/${request}`);
      expect(item).toMatchObject({ state: 'matched', deploymentId: deployment });
    });
  },
);
