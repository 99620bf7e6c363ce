import { expect } from '@jest/globals';
import type { Partnership, School } from '../telling/area.js';
import { leader } from '../telling/line.js';
import { story } from '../telling/story.js';

const designations = ['NLE', 'LLE', 'SLE', 'NLG'];

export default story(
  [11],
  'Those who lead and help are in a register, by what they are designated for',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let home: School;
    let lead = '';
    const people = new Map<string, { id: string; personId: string }>();

    given('a partnership with a school that has leaders to spare', async () => {
      partnership = await area.partnership();
      home = partnership.schools[0]!;
    });
    when('its broker enters one of each designation', async () => {
      for (const it of designations) people.set(it, await leader(partnership, home, it));
    });
    when('its board appoints one who leads the partnership', async () => {
      lead = people.get('NLE')!.personId;
      const appointed = { personId: lead, role: 'partnershipLead', duties: ['brokers training'] };
      await partnership.board.does(`partnerships/${partnership.id}/leads`, appointed);
    });
    then('the board finds those of each designation, and where they are at home', async () => {
      for (const [designation, { id, personId }] of people) {
        const of = `providers?designation=${designation}&homeUrn=${home.urn}`;
        const { items } = await partnership.board.reads(of);
        expect(items).toEqual([expect.objectContaining({ providerId: id, personId })]);
      }
    });
    then('everybody reads who leads the partnership, by a number that is no name', async () => {
      const { item } = await home.head.reads(`partnerships/${partnership.id}`);
      expect(item.leads).toEqual([
        expect.objectContaining({ role: 'partnershipLead', personId: lead }),
      ]);
      expect(JSON.stringify(item)).not.toContain('Leader of');
    });
    then('the broker reads the name, and nobody else does', async () => {
      expect(JSON.stringify(await partnership.broker.reads(`people/${lead}`))).toContain(
        `Leader of ${home.urn}`,
      );
      expect(await partnership.board.looksFor(`people/${lead}`)).toBe(403);
    });
  },
);
