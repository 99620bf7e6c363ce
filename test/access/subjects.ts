import type { AccessHouse } from './house.js';
import { some, type Support, World } from './world.js';

/** Everything of one school that routes are about: an id for each kind of subject, all of them there. */
export interface Subjects {
  /** The supported school and the leader's home. */
  readonly urns: readonly [string, string];
  /** Those of the support, and whatever else the story tells of their partnership. */
  readonly ids: Support['ids'] & { readonly plan: string; readonly evidence: string };
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
  const parties = {
    own: await completed(house, world, own),
    neighbour: await completed(house, world, neighbour),
    foreign: await completed(house, world, foreign),
    bystander: world.bystander(),
  };
  await house.settled();
  return { ...parties, world: new World(await house.events()) };
}

/** With a plan and an item of evidence of its own, whatever the story tells of them. */
async function completed(
  house: AccessHouse,
  world: World,
  { urns, ids }: Support,
): Promise<Subjects> {
  const token = await house.sign({ role: 'broker', partnerships: [ids.partnership] });
  const made = async (where: string, body: object): Promise<string> => {
    // the same in every house that is told the story
    const key = `completed-${where.split('/').at(-1) ?? ''}-${urns[0]}`;
    const headers = { 'idempotency-key': key, 'x-correlation-id': key };
    const { status, body: said } = await house.send('POST', where, { token, body, headers });
    if (status !== 201) throw new Error(`${where} was answered ${status}: ${JSON.stringify(said)}`);
    return said.id;
  };
  const subject = { urn: urns[0] };
  const plan = await made('/v1/plans', { subject, title: 'Improvement plan', year: '202526' });
  const hash = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
  const item = { subject, kind: 'document', title: 'Minutes', hash, source: 'School office' };
  const evidence = await made('/v1/evidence', item);
  return { urns, ids: { ...world.toldOf(ids.partnership), ...ids, plan, evidence } };
}
