import type { Role } from '#http';
import type { Answer, RunningPlatform } from '../support/running-platform.js';
import { about, addressOf, filled } from '../access/bodies.js';
import type { Subjects } from '../access/subjects.js';
import { planted } from './planted.js';

/** As the description of the API shows every narrative. */
const EXAMPLE = 'What we saw, in a few sentences.';

interface Operation {
  readonly 'x-roles'?: readonly Role[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly example?: object } };
  };
}

/** What was answered to one command that takes narratives. */
export interface Walked {
  readonly path: string;
  readonly status: number;
}

/**
 * Sends every command that takes a narrative, found in the description of the API, with planted words in each narrative
 * and the person named. A rule may refuse a command: none of its words is kept then.
 */
export async function tellOf(
  platform: RunningPlatform,
  person: string,
  { ids, urns }: Subjects,
): Promise<Walked[]> {
  const operator = await platform.token('operator');
  const { body } = await platform.send('GET', '/v1/openapi.json', operator);
  const paths = body.paths as Record<string, { post?: Operation }>;
  const walked: Walked[] = [];
  for (const [path, { post }] of Object.entries(paths)) {
    const example = post?.requestBody?.content['application/json'].example;
    if (!example || !JSON.stringify(example).includes(EXAMPLE)) continue;
    const token = await tokenFor(platform, post['x-roles'] ?? [], ids.partnership, urns[0]);
    const ours = filled(example, about(ids, urns[0])) as object;
    const telling = JSON.stringify({ ...ours, people: [person] });
    const sent = JSON.parse(telling.replaceAll(EXAMPLE, `${planted.told} by ${planted.name}`));
    const where = addressOf(path, ids, urns[0]);
    const said: Answer = await platform.send('POST', where, token, sent, {
      'idempotency-key': `walk ${path}`,
    });
    walked.push({ path, status: said.status });
  }
  return walked;
}

function tokenFor(
  platform: RunningPlatform,
  roles: readonly Role[],
  partnership: string,
  urn: string,
): Promise<string> {
  const acting = roles.find((it) => !['headteacher', 'chair'].includes(it));
  return acting
    ? platform.token(acting, acting === 'operator' ? {} : { partnership })
    : platform.token(roles[0] ?? 'headteacher', { urn });
}
