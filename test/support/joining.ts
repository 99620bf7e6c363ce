import type { DemoGrant } from '#http';
import type { RunningPlatform } from './running-platform.js';

/** Sends a command as somebody who holds this grant; throws, or expects, where it is refused. */
export type Send = (by: DemoGrant, route: string, body: object) => Promise<unknown>;

/**
 * Schools join a partnership as schools do: it agrees a charter (version 1) and invites them, and each signs by its
 * headteacher and by its chair.
 */
export async function join(
  send: Send,
  partnership: string,
  urns: readonly string[],
  charter: object = {},
): Promise<void> {
  const at = (intent: string): string => `partnerships/${partnership}/${intent}`;
  const ours = { partnerships: [partnership] };
  const until = '2099-08-31';
  await send({ role: 'board', ...ours }, at('charters'), {
    purpose: 'No school is left to itself',
    place: 'Wavering',
    changeModel: 'Help comes from near, and what changed is shown',
    until,
    funding: 'A subscription per pupil',
    dataTerms: 'Aggregate figures only',
    ...charter,
  });
  for (const urn of urns) {
    await send({ role: 'broker', ...ours }, at('invitations'), { urn, until });
    for (const role of ['headteacher', 'chair'] as const)
      await send({ role, urns: [urn] }, at('signatures'), { urn, version: 1 });
  }
}

/** Sends to a running platform, with tokens of its own. */
export const sendingTo =
  (platform: RunningPlatform): Send =>
  async ({ role, partnerships = [], urns = [] }, route, body) => {
    const [partnership, urn] = [partnerships[0], urns[0]];
    const grant = { ...(partnership ? { partnership } : {}), ...(urn ? { urn } : {}) };
    const token = await platform.token([role].flat()[0] ?? '', grant);
    const answer = await platform.send('POST', `/v1/${route}`, token, body);
    if (answer.status > 201)
      throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
