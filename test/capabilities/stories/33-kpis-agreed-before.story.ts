import { expect } from '@jest/globals';
import { NEXT_YEAR, type Partnership, type School, TODAY } from '../telling/area.js';
import {
  agreedByAll,
  committedKpi,
  figureOf,
  leaderWithDays,
  lockedEvaluation,
  lockedKpi,
  measured,
  paid,
  proposal,
  triagedRequest,
  validatedNeed,
} from '../telling/line.js';
import { story } from '../telling/story.js';

export default story(
  [33],
  'Money, measures and the way of judging are agreed before the first result',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let supported: School;
    let home: School;
    let need = '';
    let locked = '';
    let open = '';
    let deployment = '';
    let body: ReturnType<typeof proposal>;

    given('a partnership with a validated need, and two measures, one of them fixed', async () => {
      partnership = await area.partnership();
      [supported, home] = partnership.schools as [School, School];
      need = await validatedNeed(partnership, supported);
      locked = await lockedKpi(partnership, { subject: { urn: supported.urn } });
      open = await committedKpi(partnership, { subject: { urn: supported.urn }, level: 'schools' });
    });
    then('nobody can be proposed before the money is committed', async () => {
      const request = await triagedRequest(partnership, need);
      const provider = await leaderWithDays(partnership, home);
      body = proposal(request, provider, [locked, open]);
      const refusal = await partnership.broker.tries('deployments', body);
      expect(refusal).toMatchObject({ status: 409, code: 'request-not-funded' });
    });
    when(
      'the board commits the money, and support is agreed that names both measures',
      async () => {
        await paid(partnership, body.requestId);
        deployment = (await partnership.broker.does('deployments', body)).id;
        await agreedByAll(partnership, deployment, { supported, home });
      },
    );
    then(
      'the board reads by when the open one must be fixed: before the support starts',
      async () => {
        const { item } = await partnership.board.reads(`kpis/${open}`);
        expect(item).toMatchObject({ state: 'committed', lockedOn: null });
        expect(item.baselineDueBy).not.toBeNull();
      },
    );
    when('the way of judging is fixed, and a first result comes in', async () => {
      await partnership.broker.does(`deployments/${deployment}/start`, { on: TODAY });
      await lockedEvaluation(partnership, deployment, locked);
      await measured(partnership, locked);
    });
    then('nobody can move the target any more', async () => {
      const lower = { value: 62, by: NEXT_YEAR };
      const refusal = await partnership.evaluator.tries(`kpis/${locked}/target`, lower);
      expect(refusal).toMatchObject({ status: 409, code: 'target-moved' });
    });
    then('the board reads the target, on which day it was fixed, and the way to it', async () => {
      const board = await partnership.board.reads(`boards/${partnership.id}/impact`);
      expect(figureOf(board, locked)).toMatchObject({
        ...{ target: { value: 66, by: NEXT_YEAR }, targetShare: 0.625 },
      });
      expect((await partnership.board.reads(`kpis/${locked}`)).item).toMatchObject({
        ...{ lockedOn: TODAY, state: 'evaluating' },
      });
    });
  },
);
