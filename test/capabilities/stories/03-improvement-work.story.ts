import { expect } from '@jest/globals';
import { type Partnership, type School, TERM, YEAR } from '../telling/area.js';
import { lockedKpi } from '../telling/line.js';
import { story } from '../telling/story.js';

export default story(
  [3],
  'A school plans what it will improve, and is held to it term by term',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let school: School;
    let kpi = '';
    let plan = '';
    let objectiveId = '';
    const progress = (rating: string) => ({
      ...{ objectiveId, term: { year: YEAR, name: TERM }, rating, evidenceIds: [] },
    });

    given('a school with a measure by which it will be judged', async () => {
      partnership = await area.partnership();
      school = partnership.schools[0]!;
      kpi = await lockedKpi(partnership, { subject: { urn: school.urn } });
    });
    when('its head drafts a plan with an objective that the measure will show', async () => {
      const draft = { subject: { urn: school.urn }, title: 'Maths for all', year: YEAR };
      plan = (await school.head.does('plans', draft)).id;
      await school.head.does(`plans/${plan}/objectives`, {
        ...{ focusArea: 'maths', kpiId: kpi, dueTerm: { year: YEAR, name: 'Summer term' } },
        text: 'Every pupil is secure in number facts by the end of year 4',
      });
    });
    then('no progress counts before those it answers to have approved it', async () => {
      const { item } = await school.head.reads(`plans/${plan}`);
      objectiveId = item.objectives[0].objectiveId;
      const refusal = await school.head.tries(`plans/${plan}/progress`, progress('onTrack'));
      expect(refusal).toMatchObject({ status: 409, code: 'plan-not-approved' });
    });
    when('the chair of governors approves it, and the head reviews the term', async () => {
      await school.chair.does(`plans/${plan}/approval`, { onBehalfOf: 'governors' });
      await school.head.does(`plans/${plan}/progress`, progress('behind'));
    });
    then('the board reads the plan, its objective, and that it is behind this term', async () => {
      const { items } = await partnership.board.reads(`plans?urn=${school.urn}`);
      expect(items).toEqual([
        expect.objectContaining({
          ...{ title: 'Maths for all', state: 'approved', approvedBy: 'chair' },
          ...{ pursued: 1, behind: 1, achieved: 0 },
          objectives: [expect.objectContaining({ kpiId: kpi, rating: 'behind' })],
        }),
      ]);
    });
    when(
      'the rating turns out to be mistaken, and the head puts it right with a reason',
      async () => {
        const reason = 'Two objectives had been confused';
        await school.head.does(`plans/${plan}/corrections`, { ...progress('achieved'), reason });
      },
    );
    then('the board reads the new rating, and what had been said before', async () => {
      const { item } = await partnership.board.reads(`plans/${plan}`);
      expect(item).toMatchObject({ behind: 0, achieved: 1 });
      expect(item.objectives[0].history[0]).toMatchObject({
        rating: 'achieved',
        was: [{ rating: 'behind', reason: 'Two objectives had been confused' }],
      });
    });
  },
);
