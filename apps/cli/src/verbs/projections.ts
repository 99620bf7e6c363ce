import type { Command } from 'commander';
import type { AddVerb } from '../program.js';
import { table } from '../table.js';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';

/** `groundswell projections`: how far the read models are, and whether they are right. */
export function addProjections(program: Command, verb: AddVerb, world: World): void {
  const projections = program.command('projections').description('look after the read models');
  projections.copyInheritedSettings(program);

  verb(projections, 'list', 'how far each is', () =>
    withHouse(world, async (house) => {
      const list = await house.following();
      const rows = list.map((it) => [
        `${it.name} v${it.version}`,
        it.position ?? 'never ran',
        it.caughtUp ? 'caught up' : 'behind',
        it.owner ?? 'nobody',
        it.lastError ?? '',
      ]);
      const text = table(['projection', 'position', 'state', 'led by', 'last error'], rows);
      return { data: { projections: list }, text, ok: true };
    }),
  );

  verb(
    projections,
    'verify [name]',
    'prove that rows equal a fold of the log from nothing',
    (_, [name]) =>
      withHouse(world, async (house) => {
        const verified = await house.verify(name);
        if (name !== undefined && verified.length === 0)
          throw new Error(`there is no projection ${name}`);
        const rows = verified.map(({ projection, rows: count, ok, difference, error }) => [
          projection,
          String(count),
          ok ? 'equal' : (error ?? `differs at ${difference?.key ?? '?'}`),
        ]);
        return {
          data: { projections: verified },
          text: table(['projection', 'rows', 'result'], rows),
          ok: verified.every((it) => it.ok),
        };
      }),
  );
}
