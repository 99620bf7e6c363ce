import type { Command } from 'commander';
import { asKept } from '#eventing';
import type { Asked } from '../house.js';
import { table } from '../table.js';
import { withHouse } from '../with-house.js';
import { type Report, Usage, type World } from '../world.js';
import type { AddVerb } from '../verb.js';

interface RetryOptions {
  readonly upTo?: string;
  readonly dryRun?: true;
}

/** `groundswell projections parked|retry|discard|rebuild|cancel`: what operators do about read models and processes. */
export function addLookingAfter(projections: Command, verb: AddVerb, world: World): void {
  verb<{ limit: string; cursor?: string }>(
    projections,
    'parked <name>',
    'the events that wait for you',
    ({ limit, cursor }, [name = '']) => {
      const most = Number(limit);
      if (!Number.isInteger(most) || most < 1 || most > 1_000)
        throw new Usage(`--limit ${limit}: a whole number from 1 to 1000`);
      return withHouse(world, async (house) => {
        const { items: parked, next } = await house.parked(name, { cursor, limit: most });
        const rows = parked.map((it) => [
          it.key,
          it.type,
          it.eventId,
          String(it.attempts),
          it.error ?? 'waits behind an earlier one',
        ]);
        const shown = table(['key', 'event', 'id', 'attempts', 'why'], rows);
        const text = next === undefined ? shown : `${shown}\nthere is more: --cursor ${next}`;
        const more = next === undefined ? {} : { next };
        return { data: { projection: name, parked, ...more }, text, ok: true };
      });
    },
  )
    .option('-n, --limit <events>', 'how many', '200')
    .option('--cursor <cursor>', 'go on where another answer ended');

  verb<RetryOptions>(
    projections,
    'retry <name> <key>',
    'try the parked events of a key again, in order',
    ({ upTo, dryRun }, [name = '', given = '']) =>
      withHouse(world, async (house) => {
        const key = asKept(given);
        if (dryRun) {
          const trial = await house.trial(name, key, upTo);
          const text =
            trial.error ?? `${trial.settled} would wait no longer, ${trial.waiting} still`;
          return { data: { projection: name, trial }, text, ok: trial.error === null };
        }
        const retry = { type: 'RetryParkedEvents', key, ...(upTo === undefined ? {} : { upTo }) };
        return reportOf(name, await house.ask(name, retry as never));
      }),
  )
    .option('--up-to <position>', 'only events up to this position')
    .option('--dry-run', 'say what would come of it, and change nothing');

  verb<{ reason?: string }>(
    projections,
    'discard <name> <key> <event>',
    'leave a parked event out, for good: this is an event too',
    ({ reason }, [name = '', key = '', eventId = '']) => {
      if (!reason || reason.length > 200)
        throw new Usage('--reason: say why, in at most 200 characters; it stands in the log');
      const named = { key: asKept(key), eventId: asKept(eventId) };
      const discard = { type: 'DiscardParkedEvent', ...named, reason } as const;
      return withHouse(world, async (house) => reportOf(name, await house.ask(name, discard)));
    },
  ).option('--reason <text>', 'why, in institutional words: it stands in the log');

  verb<{ afresh?: true }>(
    projections,
    'rebuild <name>',
    'build its rows anew beside those that are read, and swap them in when they are equal',
    ({ afresh = false }, [name = '']) =>
      withHouse(world, async (house) =>
        reportOf(name, await house.ask(name, { type: 'RequestRebuild', afresh })),
      ),
  ).option('--afresh', 'begin anew, rather than go on with one that was cancelled');

  verb(projections, 'cancel <name>', 'stop a rebuild where it stands', (_, [name = '']) =>
    withHouse(world, async (house) =>
      reportOf(name, await house.ask(name, { type: 'CancelRebuild' })),
    ),
  );
}

function reportOf(name: string, { position, standing }: Asked): Report {
  if (!standing) {
    const text = `${name}: recorded at ${position}; it goes on, see: groundswell projections list`;
    return { data: { projection: name, position, done: false }, text, ok: true };
  }
  const { rebuild, parked } = standing;
  const left = parked && parked.events > 0 ? `, ${parked.events} events are parked` : '';
  const built = rebuild ? `, last rebuild: ${rebuild.state}` : '';
  return {
    data: { projection: name, position, done: true, standing },
    text: `${name}: done${left}${built}`,
    ok: rebuild?.state !== 'differs',
  };
}
