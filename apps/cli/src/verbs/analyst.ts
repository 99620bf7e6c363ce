import type { Command } from 'commander';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';
import type { AddVerb } from '../verb.js';

interface GrantOptions {
  readonly role: string;
  readonly create?: true;
}

/** `groundswell analyst`: who reads the schema `read` by SQL. */
export function addAnalyst(program: Command, verb: AddVerb, world: World): void {
  const analyst = program.command('analyst').description('let analysts read by SQL');
  analyst.copyInheritedSettings(program);

  verb<GrantOptions>(
    analyst,
    'grant',
    'let a database role read the read models, and nothing else',
    ({ role, create = false }) =>
      withHouse(world, async (house) => {
        const granted = await house.grantAnalyst(role, create);
        const { views, url } = granted;
        const text = [
          `${role} may read ${views.join(', ')}`,
          ...(url === undefined ? [] : [`its password is shown this once: psql '${url}'`]),
        ].join('\n');
        return { data: granted, text, ok: true };
      }),
  )
    .requiredOption('--role <name>', 'the role that logs in')
    .option('--create', 'make the role, with a password of its own');
}
