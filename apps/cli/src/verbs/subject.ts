import type { Command } from 'commander';
import { asKept, isUuid } from '#eventing';
import { erasureGrounds, requesters } from '#register';
import type { Forgetting } from '../house.js';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';
import type { AddVerb } from '../verb.js';

interface ForgetOptions {
  readonly basis: string;
  readonly requestedBy: string;
  readonly erase: readonly string[];
  readonly keep: readonly string[];
  readonly dryRun?: true;
}

const collect = (value: string, before: readonly string[]) => [...before, asKept(value)];

/** `groundswell subject`: what a person may ask of those who hold data on them. */
export function addSubject(program: Command, verb: AddVerb, world: World): void {
  const subject = program.command('subject').description('answer and forget people');
  subject.copyInheritedSettings(program);

  verb(subject, 'export <person>', 'everything the house holds on a person', (_, [person = '']) =>
    withHouse(world, async (house) => {
      const data = await house.dossier(idOf(person));
      return { data, text: JSON.stringify(data, null, 2), ok: true };
    }),
  );

  verb<ForgetOptions>(
    subject,
    'forget <person>',
    'erase what the register holds on a person',
    async ({ dryRun, ...options }, [person = '']) => {
      const id = idOf(person);
      const asked = forgettingOf(options);
      return withHouse(world, async (house) => {
        const data = dryRun ? await house.outlook(id) : await house.forget(id, asked);
        const inTheWay = data.obstacles.length > 0;
        return { data, text: JSON.stringify(data, null, 2), ok: !(dryRun && inTheWay) };
      });
    },
  )
    .requiredOption('--basis <ground>', `one of ${Object.keys(erasureGrounds).join(', ')}`)
    .requiredOption('--requested-by <whom>', `one of ${requesters.join(', ')}`)
    .option(
      '--erase <note>',
      'a note that mentions them, to be erased; may be repeated',
      collect,
      [],
    )
    .option('--keep <note>', 'a note that is of somebody else; may be repeated', collect, [])
    .option('--dry-run', 'say what would be done, and do nothing');
}

function idOf(person: string): string {
  const id = asKept(person).replace(/^person:/, '');
  if (!isUuid(id)) throw new Usage(`${person}: the id of a person, as in person:<id>`);
  return id;
}

function forgettingOf({ basis, requestedBy, erase, keep }: ForgetOptions): Forgetting {
  const grounds = Object.keys(erasureGrounds) as (keyof typeof erasureGrounds)[];
  const ground = grounds.find((it) => it === basis);
  const requester = requesters.find((it) => it === requestedBy);
  if (!ground) throw new Usage(`--basis ${basis}: there are ${grounds.join(', ')}`);
  if (!requester)
    throw new Usage(`--requested-by ${requestedBy}: there are ${requesters.join(', ')}`);
  const strange = [...erase, ...keep].find((it) => !isUuid(it));
  if (strange !== undefined) throw new Usage(`${strange}: the id of a note`);
  return { basis: ground, requestedBy: requester, erase, keep };
}
