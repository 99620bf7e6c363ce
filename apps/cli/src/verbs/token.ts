import type { Command } from 'commander';
import type { AddVerb } from '../program.js';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';

/** The roles of the access table. */
const roles = [
  'board',
  'broker',
  'analyst',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
].concat(['operator', 'service']);

interface Options {
  readonly role: string;
  readonly partnership: readonly string[];
  readonly urn: readonly string[];
  readonly ttl: string;
}

const collect = (value: string, before: readonly string[]) => [...before, value];
const HOUR_SECONDS = 3600;

/** `groundswell token`: a demonstration token, signed with the key of the data folder. */
export function addToken(program: Command, verb: AddVerb, world: World): void {
  verb<Options>(
    program,
    'token',
    'sign a demonstration token',
    async ({ role, partnership, urn, ttl }) => {
      if (!roles.includes(role)) throw new Usage(`--role ${role}: there are ${roles.join(', ')}`);
      const strange = urn.find((it) => !/^[1-9]\d{5}$/.test(it));
      if (strange !== undefined) throw new Usage(`--urn ${strange}: a URN has six digits`);
      const hours = Number(ttl);
      if (!(hours > 0 && hours <= 24 * 366))
        throw new Usage(`--ttl ${ttl}: hours, more than 0 and at most a year`);
      const ttlSeconds = Math.round(hours * HOUR_SECONDS);
      const grant = { role, partnerships: partnership, urns: urn, ttlSeconds };
      const token = await withHouse(world, (house) => house.token(grant));
      return { data: { token, ...grant }, text: token, ok: true };
    },
  )
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option('--partnership <id>', 'a partnership it may see; may be repeated', collect, [])
    .option('--urn <urn>', 'a school it speaks for; may be repeated', collect, [])
    .option('--ttl <hours>', 'for how long it is good', '12');
}
