import type { Command } from 'commander';
import { asKept, isUuid } from '#eventing';
import { isRole, type Role, roles } from '#http';
import { Usage, type World } from '../world.js';
import { type AddVerb, collect } from '../verb.js';

interface Options {
  readonly role: string;
  readonly partnership: readonly string[];
  readonly urn: readonly string[];
  readonly ttl: string;
}

type Granted = Readonly<Record<'partnerships' | 'urns', readonly string[]>>;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const YEAR_SECONDS = 366 * SECONDS.d;

/** `90`, `90s`, `30m`, `12h` or `7d`, in seconds. */
function secondsOf(ttl: string): number {
  const [, count, unit = 's'] = /^(\d{1,9})([smhd])?$/.exec(ttl) ?? [];
  const seconds = Number(count) * SECONDS[unit as keyof typeof SECONDS];
  if (seconds > 0 && seconds <= YEAR_SECONDS) return seconds;
  throw new Usage(`--ttl ${ttl}: a time such as 30m, 12h or 7d, at most a year`);
}

/** What to do about a token that reaches nothing but what is public; `undefined` for one that reaches something. */
function reachingNothing(role: Role, { partnerships, urns }: Granted): string | undefined {
  if (role === 'operator' || role === 'service' || partnerships.length + urns.length > 0)
    return undefined;
  return role === 'headteacher' || role === 'chair'
    ? `this ${role} speaks for no school and sees none: give --urn URN`
    : `this ${role} acts for no partnership and sees none: give --partnership ID, or '*' for all`;
}

/** `groundswell token`: a demonstration token, signed with the key of the data folder. */
export function addToken(program: Command, verb: AddVerb, world: World): void {
  verb<Options>(
    program,
    'token',
    'sign a demonstration token',
    async ({ role, partnership, urn, ttl }) => {
      if (!isRole(role)) throw new Usage(`--role ${role}: there are ${roles.join(', ')}`);
      const strange = urn.find((it) => !/^[1-9]\d{5}$/.test(it));
      if (strange !== undefined) throw new Usage(`--urn ${strange}: a URN has six digits`);
      const partnerships = partnership.map(asKept);
      const unfounded = partnerships.find((it) => it !== '*' && !isUuid(it));
      if (unfounded !== undefined)
        throw new Usage(`--partnership ${unfounded}: an id (a UUID), or * for all`);
      const ttlSeconds = secondsOf(ttl);
      const grant = { role, partnerships, urns: urn, ttlSeconds };
      const token = await world.sign(grant);
      const missing = reachingNothing(role, grant);
      if (missing !== undefined) world.err(`groundswell: ${missing}\n`);
      return { data: { token, ...grant }, text: token, ok: true };
    },
  )
    .requiredOption('--role <role>', `one of ${roles.join(', ')}`)
    .option(
      '--partnership <id>',
      'a partnership it may see, * for all; may be repeated',
      collect,
      [],
    )
    .option('--urn <urn>', 'a school it speaks for; may be repeated', collect, [])
    .option('--ttl <time>', 'for how long it is good: 30m, 12h, 7d', '12h');
}
