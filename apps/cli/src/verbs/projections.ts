import type { Command } from 'commander';
import { table } from '../table.js';
import type { Following } from '../house.js';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';
import { addLookingAfter } from './parked.js';
import type { AddVerb } from '../verb.js';

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
        it.parked ? String(it.parked.events) : '0',
        it.refused ? String(it.refused.commands) : '',
        dueOf(it),
        rebuildOf(it),
        it.lastError ?? '',
      ]);
      const heads = [
        'projection',
        'position',
        'state',
        'led by',
        'parked',
        'refused',
        'due',
        'rebuild',
        'last error',
      ];
      const text = table(heads, rows);
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

  addLookingAfter(projections, verb, world);
}

/** How many commands wait for their day, and the first of the days. */
const dueOf = ({ due }: Following): string => (due?.next ? `${due.commands} from ${due.next}` : '');

function rebuildOf({ rebuild }: Following): string {
  if (!rebuild) return '';
  const { state, progress } = rebuild;
  if (!progress) return state;
  const { done, left, rate, secondsLeft } = progress;
  const pace = rate === null ? '' : `, ${Math.round(rate)}/s, ${secondsLeft ?? 0} s left`;
  return `${state}: ${done} of ${done + left}${pace}`;
}
