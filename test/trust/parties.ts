import { type Role, roles } from '#http';
import type { AccessHouse } from '../access/house.js';
import { grantOf, reachesAll } from '../access/callers.js';
import { type Parties, partiesOf, type Subjects } from '../access/subjects.js';

/** Everybody who acts for one partnership and its schools; those who run the house belong to no party. */
export const actors: readonly Role[] = roles.filter((it) => !reachesAll(it));

/** One of two houses that were told the same story, with the tokens of both parties in it. */
export interface Side {
  readonly house: AccessHouse;
  readonly parties: Parties;
  /** How its positions begin: `Position` headers and cursors name their log. */
  readonly log: string;
  /** Its notes by id, counted as the log names them: their ids are salted in each house for itself. */
  readonly notes: Map<string, string>;
  token(party: 'curious' | 'other', role: Role): Promise<string>;
}

/** Waits until everything that was recorded is in the read models of a house, and its notes are counted. */
export async function known({ house, notes }: Side): Promise<void> {
  await house.settled();
  for (const { tags } of await house.events())
    for (const tag of tags)
      if (tag.startsWith('note:') && !notes.has(tag.slice(5)))
        notes.set(tag.slice(5), `note ${notes.size}`);
}

/** Finds the two parties in a house: those who are curious, and the others whose business is not theirs. */
export async function sideOf(house: AccessHouse): Promise<Side> {
  const parties = await partiesOf(house);
  const tokens = new Map<string, Promise<string>>();
  const homes = { curious: parties.own, other: parties.foreign } as const;
  const token = (party: keyof typeof homes, role: Role): Promise<string> => {
    const home: Subjects = homes[party];
    const sub = `${party}-${role}`;
    const known = tokens.get(sub) ?? house.sign({ ...grantOf(role, home), sub });
    tokens.set(sub, known);
    return known;
  };
  const said = await house.send('GET', '/v1/needs', { token: await token('curious', 'broker') });
  const [log = ''] = (said.headers.get('position') ?? '').split('.');
  const side = { house, parties, log, notes: new Map<string, string>(), token };
  await known(side);
  return side;
}
