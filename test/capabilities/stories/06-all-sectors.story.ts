import { expect } from '@jest/globals';
import { phases } from '#network';
import type { Details, Partnership, School } from '../telling/area.js';
import { story } from '../telling/story.js';

const sectors: readonly Details[] = [
  {
    phase: 'Nursery',
    typeOfEstablishment: 'Local authority nursery school',
    ages: { from: 0, to: 5 },
  },
  { phase: 'Primary', typeOfEstablishment: 'Community school', ages: { from: 4, to: 11 } },
  { phase: 'Secondary', typeOfEstablishment: 'Academy converter', ages: { from: 11, to: 18 } },
  { phase: 'Special', typeOfEstablishment: 'Community special school', ages: { from: 2, to: 19 } },
  {
    phase: '16 plus',
    typeOfEstablishment: 'Special post 16 institution',
    ages: { from: 16, to: 25 },
  },
];
const owners = ['Primary heads', 'Secondary heads', 'Special heads', 'Governors'];

export default story(
  [6],
  'Schools of every sector and age are partners, and their associations own it',
  ({ given, then, area }) => {
    let partnership: Partnership;
    const schools: School[] = [];

    given(
      'a maintained nursery and primary, an academy, a special school and a college to 25',
      async () => {
        for (const details of sectors) schools.push(await area.school(details));
      },
    );
    given('a partnership of them all, owned by four associations', async () => {
      partnership = await area.partnership({ phases, owners }, schools);
    });
    then('the board reads that every one of them belongs to it', async () => {
      const { item } = await partnership.board.reads(`partnerships/${partnership.id}`);
      const members = item.members.map((it: { urn: string }) => it.urn);
      expect(members.sort()).toEqual(schools.map((it) => it.urn).sort());
      expect(item.state).toBe('active');
    });
    then('the board reads which phases it is for, and which associations own it', async () => {
      const { item } = await partnership.board.reads(`partnerships/${partnership.id}`);
      expect(item).toMatchObject({ phases, owners });
    });
    then('each head reads the phase, the kind and the ages of the own school', async () => {
      for (const [place, { phase, typeOfEstablishment, ages }] of sectors.entries()) {
        const { urn, head } = schools[place]!;
        expect((await head.reads(`schools/${urn}`)).item).toMatchObject({
          ...{ phase, type: typeOfEstablishment, agesFrom: ages?.from, agesTo: ages?.to },
        });
      }
    });
  },
);
