import type { Role } from '#http';
import type { AccessHouse } from './house.js';
import { some, type Support, World } from './world.js';

/** Everything of one school that routes are about: an id for each kind of subject, all of them there. */
export interface Subjects {
  /** The supported school and the leader's home. */
  readonly urns: readonly [string, string];
  readonly ids: Support['ids'] & { readonly plan: string; readonly evidence: string } & {
    /** Only where access is tried. */
    readonly succession?: string;
  };
}

/** Whose subjects the walk asks for. */
export interface Parties {
  readonly world: World;
  /** Those of the callers. */
  readonly own: Subjects;
  /** Those of another school of the same partnership. */
  readonly neighbour: Subjects;
  /** Those of another partnership. */
  readonly foreign: Subjects;
  /** An open school that belongs to nobody. */
  readonly bystander: string;
}

/** Finds the parties in the demonstration. */
export async function partiesOf(house: AccessHouse): Promise<Parties> {
  const world = new World(await house.events());
  const [ours = '', theirs = ''] = ['tidewater', 'northmarsh'].map((it) => house.ids.get(it));
  const own = some(world.supportIn(ours).find((it) => it.evaluated));
  const apart = ({ urns }: Support): boolean => !urns.some((it) => own.urns.includes(it));
  const neighbour = some(world.supportIn(ours).find(apart));
  const foreign = some(world.supportIn(theirs).find((it) => it.evaluated));
  for (const it of [ours, theirs]) await withKeyRole(house, it);
  const parties = {
    own: await completed(house, own),
    neighbour: await completed(house, neighbour),
    foreign: await completed(house, foreign),
    bystander: world.bystander(),
  };
  await house.settled();
  return { ...parties, world: new World(await house.events()) };
}

/** Commands of somebody of a partnership, that bring about the id of something. */
const making =
  (house: AccessHouse, role: Role, partnership: string) =>
  async (where: string, body: object): Promise<string> => {
    const token = await house.sign({ role, partnerships: [partnership] });
    const { status, body: said } = await house.send('POST', where, { token, body });
    if (status !== 201) throw new Error(`${where} was answered ${status}: ${JSON.stringify(said)}`);
    return said.id;
  };

const ROLE = 'boardChair';

/** A partnership plans the succession in one role, whatever the story tells of it. */
const withKeyRole = (house: AccessHouse, partnershipId: string): Promise<string> =>
  making(house, 'board', partnershipId)('/v1/succession-plans', { partnershipId, role: ROLE });

/** With a plan and an item of evidence of its own, whatever the story tells of them. */
async function completed(house: AccessHouse, { urns, ids }: Support): Promise<Subjects> {
  const made = making(house, 'broker', ids.partnership);
  const subject = { urn: urns[0] };
  const plan = await made('/v1/plans', { subject, title: 'Improvement plan', year: '202526' });
  const hash = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
  const item = { subject, kind: 'document', title: 'Minutes', hash, source: 'School office' };
  const evidence = await made('/v1/evidence', item);
  return { urns, ids: { ...ids, plan, evidence, succession: `${ids.partnership}.${ROLE}` } };
}
