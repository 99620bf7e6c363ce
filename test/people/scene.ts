import { createPool, startPostgres } from '#database';
import type { Recorded } from '#eventing';
import { type Support, World } from '../access/world.js';
import { type Answer, RunningPlatform } from '../support/running-platform.js';
import { tellOf, type Walked } from './narrative-walk.js';
import { planted } from './planted.js';

/** A good request for erasure. */
export const erasure = { basis: 'consentWithdrawn', requestedBy: 'subject' };

/** A need with a story. */
export const need = (urn: string, story: string, people: readonly string[] = []) => ({
  ...{ urn, focusArea: 'maths', severity: 2, source: 'data', evidenceRefs: [] },
  ...{ story, people },
});

/** A need and the note of its story. */
export interface ToldNeed {
  readonly need: string;
  readonly note: string;
}

/**
 * The platform in a process of its own, with the demonstration area and one person more: a provider, of whom every
 * command that takes words speaks, and whom two stories mention without naming them to the register.
 */
export async function openScene() {
  const platform = await RunningPlatform.start({ DEMO_AREA: 'on', LOG_LEVEL: 'debug' });
  const pool = createPool((await startPostgres({ folder: platform.folder })).url);
  const post = (token: string, route: string, body: object, key?: string): Promise<Answer> =>
    platform.send('POST', `/v1/${route}`, token, body, key ? { 'idempotency-key': key } : {});
  const logged = async (): Promise<Recorded[]> => {
    const { json } = await platform.cli('events', 'tail', '--limit', '10000');
    return (json as { events: Recorded[] }).events;
  };
  const world = new World(await logged());
  const own = supportIn(world);
  const operator = await platform.token('operator');
  const broker = await platform.token('broker', { partnership: own.ids.partnership });
  const registration = () => ({
    ...{ urn: own.urns[1], name: planted.name },
    ...{ email: planted.formerEmail, phone: planted.phone },
  });
  const tell = async (story: string): Promise<ToldNeed> => {
    const { body } = await post(broker, 'needs', need(own.urns[0], story));
    const event = (await logged()).find((it) => it.stream.endsWith(body.id));
    const data = event?.data as { story?: { note: string } } | undefined;
    return { need: body.id, note: data?.story?.note ?? '' };
  };

  const person: string = (await post(broker, 'people', registration(), 'Zyxquill')).body.id;
  const correction = { email: planted.email, reason: 'misspelt' };
  await post(broker, `people/${person}/corrections`, correction, 'corrected');
  const leading = { kind: 'leader', designation: 'SLE', personId: person, homeUrn: own.urns[1] };
  const registered = await post(broker, 'providers', { ...leading, phases: ['Primary'] });
  const provider: string = registered.body.id;
  const plan = world.of('PlanDrafted').at(-1)?.data.planId as string;
  const evidence = world.of('EvidenceRegistered').at(-1)?.data.evidenceId as string;
  const ids = { ...own.ids, plan, evidence };
  const walked: readonly Walked[] = await tellOf(platform, person, { ...own, ids });
  return {
    ...{ platform, pool, world, own, operator, broker, person, provider, walked },
    ...{ post, logged, registration },
    /** A story that mentions them by their family name. */
    mention: await tell(`${planted.mentioned}: Mrs Vornadaxe was there.`),
    /** A story that holds their address. */
    judged: await tell(`${planted.mentioned}: somebody wrote to ${planted.email}.`),
    get: (token: string, route: string): Promise<Answer> =>
      platform.send('GET', `/v1/${route}`, token),
    close: async (): Promise<void> => {
      await pool.end();
      await platform.remove();
    },
  };
}

/** What `openScene` opens. */
export type Scene = Awaited<ReturnType<typeof openScene>>;

function supportIn(world: World): Support {
  const founded = world.of('PartnershipFounded').map((it): string => it.data.partnershipId);
  const support = founded.flatMap((it) => world.supportIn(it)).find((it) => it.evaluated);
  if (!support) throw new Error('the demonstration tells of no evaluated support');
  return support;
}

/** Somebody who leads support that is under way. */
export function leaderAtWork(world: World): string {
  const ended = new Set(
    ['DeploymentCompleted', 'DeploymentTerminated', 'DeploymentDeclined']
      .flatMap((it) => world.of(it))
      .map((it): string => it.data.deploymentId),
  );
  const live = world.of('DeploymentProposed').find((it) => !ended.has(it.data.deploymentId));
  const provider = live?.data.leaderId as string;
  const registered = world.of('ProviderRegistered').find((it) => it.data.providerId === provider);
  return registered?.data.personId as string;
}
