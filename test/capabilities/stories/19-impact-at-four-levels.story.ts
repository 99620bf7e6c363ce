import { expect } from '@jest/globals';
import type { Partnership } from '../telling/area.js';
import { lockedKpi, measured } from '../telling/line.js';
import { story } from '../telling/story.js';

const indicators = {
  pupils: 'KS2 maths: expected standard',
  people: 'Teachers who planned with another school',
  schools: 'Maths lessons seen to be good',
  partnership: 'Schools that gave or had support',
};

export default story(
  [19],
  'Impact is looked for on pupils, on people, on schools and on the partnership',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    const kpis: string[] = [];

    given('a partnership that committed to one measure at each level', async () => {
      partnership = await area.partnership();
      const { urn } = partnership.schools[0]!;
      for (const [level, indicator] of Object.entries(indicators)) {
        const subject = level === 'partnership' ? { partnershipId: partnership.id } : { urn };
        kpis.push(await lockedKpi(partnership, { subject, level, indicator }));
      }
    });
    when('each of them is measured a term later', async () => {
      for (const [place, kpi] of kpis.entries()) await measured(partnership, kpi, 60 + place);
    });
    then(
      'the board reads the four levels one after the other, each with its own change',
      async () => {
        const { levels } = await partnership.board.reads(`boards/${partnership.id}/impact`);
        expect(
          levels.map(({ level, indicators: [it] }: Levels) => [
            level,
            it.indicator,
            it.figures[0].change,
          ]),
        ).toEqual(Object.entries(indicators).map((it, place) => [...it, 2 + place]));
      },
    );
    then('the changes are never added up to one', async () => {
      const { totals } = await partnership.board.reads(`boards/${partnership.id}/impact`);
      expect(totals).toMatchObject({ kpis: 4, byState: { measured: 4 } });
      expect(totals).not.toHaveProperty('change');
    });
  },
);

interface Levels {
  readonly level: string;
  readonly indicators: readonly [
    { readonly indicator: string; readonly figures: readonly [{ readonly change: number }] },
  ];
}
