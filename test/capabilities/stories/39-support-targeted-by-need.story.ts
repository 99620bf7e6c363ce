import { expect } from '@jest/globals';
import { type Partnership, type School, TODAY, WINDOW, YEAR } from '../telling/area.js';
import {
  agreedByAll,
  fundedRequest,
  leaderWithDays,
  proposal,
  validatedNeed,
} from '../telling/line.js';
import { story } from '../telling/story.js';

export default story(
  [39],
  'Help goes where a need was shown, and what it takes from the giver is watched',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let supported: School;
    let home: School;
    let third: School;
    let provider = '';
    let doubtful = '';
    let request = '';

    given('a partnership with a leader whose school can spare ten half days', async () => {
      partnership = await area.partnership();
      [supported, home, third] = partnership.schools as [School, School, School];
      provider = await leaderWithDays(partnership, home);
    });
    given('a school of which only the broker thinks that it needs help', async () => {
      const thought = { urn: third.urn, focusArea: 'maths', severity: 1, source: 'data' };
      const { id } = await partnership.broker.does('needs', {
        ...thought,
        evidenceRefs: ['visit'],
      });
      doubtful = id;
    });
    then('no support can be asked for it', async () => {
      const asked = { halfDays: 4, window: WINDOW, budgetPence: 0, modality: 'onsite' };
      const { broker } = partnership;
      const refusal = await broker.tries('support-requests', { needId: doubtful, ...asked });
      expect(refusal).toMatchObject({ status: 409, code: 'need-not-validated' });
    });
    when('eight of the half days go to a school whose need was agreed', async () => {
      const need = await validatedNeed(partnership, supported);
      const body = proposal(await fundedRequest(partnership, need), provider);
      const { id } = await partnership.broker.does('deployments', body);
      await agreedByAll(partnership, id, { supported, home });
    });
    then('the school that lends reads what it can still spare', async () => {
      const { item } = await home.head.reads(`providers/${provider}`);
      expect(item.capacity[YEAR]).toEqual({ declared: 10, reserved: 8, free: 2 });
    });
    then('the board reads which school lends, and to whom', async () => {
      const { items } = await partnership.board.reads(`deployments?homeUrn=${home.urn}`);
      expect(items).toEqual([expect.objectContaining({ urn: supported.urn, halfDaysAgreed: 8 })]);
    });
    when('the other school agrees that it needs help too', async () => {
      const agreed = { agreedOn: TODAY };
      await third.head.does(`needs/${doubtful}/validation`, agreed);
      request = await fundedRequest(partnership, doubtful);
    });
    then('no more is taken from the school that lends than it said', async () => {
      const { broker } = partnership;
      const refusal = await broker.tries('deployments', proposal(request, provider));
      expect(refusal).toMatchObject({ status: 409, code: 'days-exceed-capacity' });
      const { item } = await home.head.reads(`providers/${provider}`);
      expect(item.capacity[YEAR].free).toBe(2);
    });
  },
);
