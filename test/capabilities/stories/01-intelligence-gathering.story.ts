import { expect } from '@jest/globals';
import { type Partnership, type School, TODAY } from '../telling/area.js';
import { story } from '../telling/story.js';

export default story(
  [1],
  'What a school needs is noticed, agreed with it, and followed up',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let school: School;
    let need = '';

    given('a partnership of three schools', async () => {
      partnership = await area.partnership();
      school = partnership.schools[0]!;
    });
    when(
      'its broker notices that one of them struggles with maths, and says on what grounds',
      async () => {
        const noticed = await partnership.broker.does('needs', {
          ...{ urn: school.urn, focusArea: 'maths', severity: 2, source: 'data' },
          evidenceRefs: ['ks2-maths-2025'],
          story: 'Two teachers left in spring and year 5 has had four supply teachers.',
        });
        need = noticed.id;
      },
    );
    then('the head of another school cannot agree to it', async () => {
      const [, other] = partnership.schools;
      const agreed = { agreedOn: TODAY };
      const refusal = await other!.head.tries(`needs/${need}/validation`, agreed);
      expect(refusal).toMatchObject({ status: 404, code: 'not-found' });
      expect((await partnership.board.reads(`needs/${need}`)).item.state).toBe('identified');
    });
    when('the head of the school itself agrees that it is real, and calls it serious', async () => {
      const at = `needs/${need}`;
      await school.head.does(`${at}/validation`, { agreedOn: TODAY });
      const serious = { severity: 3, reason: 'The autumn tests confirm it' };
      await school.head.does(`${at}/priority`, serious);
    });
    then('the board reads what the school needs, how pressing it is and since when', async () => {
      const { items } = await partnership.board.reads(`needs?urn=${school.urn}`);
      expect(items).toEqual([
        expect.objectContaining({
          ...{ needId: need, focusArea: 'maths', severity: 3, state: 'validated', since: TODAY },
        }),
      ]);
    });
    then(
      'the broker finds it in the inbox, with the last day by which to be in touch',
      async () => {
        const { items } = await partnership.broker.reads('referrals');
        expect(items).toEqual([
          expect.objectContaining({ needId: need, state: 'referred', contactBy: '2025-11-10' }),
        ]);
      },
    );
    when('the school finds help within its trust, and withdraws it', async () => {
      await school.head.does(`needs/${need}/withdrawal`, { reason: 'Helped within the trust' });
    });
    then('the board has it no more among the open needs', async () => {
      expect((await partnership.board.reads(`needs?urn=${school.urn}`)).items).toEqual([]);
    });
  },
);
