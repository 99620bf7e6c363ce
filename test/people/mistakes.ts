import type { Answer } from '../support/running-platform.js';
import { planted } from './planted.js';
import type { Scene } from './scene.js';

/** Requests that are wrong, each with planted words in another part of it. */
export function mistakesIn(scene: Scene): Promise<Answer[]> {
  const { post, get, broker, operator, registration } = scene;
  return Promise.all([
    post(broker, 'people', {
      ...registration(),
      [planted.name]: 1,
      urn: planted.told,
    }),
    post(broker, 'people', { ...registration(), name: planted.name.repeat(50) }),
    post(broker, 'people', { ...registration(), name: 'Leader Other' }, 'Zyxquill'),
    get(broker, `people/${encodeURIComponent(planted.name)}`),
    get(operator, `people/${encodeURIComponent(planted.name)}/export`),
    get(broker, `needs?urn=${planted.told}&as-of=${planted.told}`),
    get(broker, `needs?cursor=${planted.told}`),
    get(broker, `notes/${planted.told}`),
  ]);
}
