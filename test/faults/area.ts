import { join, sendingTo } from '../support/joining.js';
import type { RunningPlatform } from '../support/running-platform.js';

/** The one school at which the writers notice needs. */
export const URN = '900032';

/** A school in a partnership; answers a token of its broker. */
export async function settle(platform: RunningPlatform): Promise<string> {
  const operator = await platform.token('operator');
  const made = async (token: string, route: string, body: object): Promise<string> => {
    const answer = await platform.send('POST', `/v1/${route}`, token, body);
    if (answer.status > 201)
      throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return (answer.body as { id: string }).id;
  };
  await made(operator, 'schools', {
    urn: URN,
    name: 'Faults Primary School',
    phase: 'Primary',
    typeOfEstablishment: 'Community school',
    la: { code: '999', name: 'Wavering' },
  });
  const partnership = await made(operator, 'partnerships', {
    name: 'Faults Partnership',
    model: 4,
    place: 'Wavering',
    phases: ['Primary'],
    owners: ['primary heads'],
  });
  await join(sendingTo(platform), partnership, [URN]);
  return platform.token('broker', { partnership });
}
