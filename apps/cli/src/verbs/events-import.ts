import type { Command } from 'commander';
import { type Imported, importLog } from '#contracts';
import { SystemClock } from '#eventing';
import { progressOf } from '../progress.js';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';
import type { AddVerb } from '../verb.js';

/** `groundswell events import`: an export becomes an empty log. */
export function addEventsImport(events: Command, verb: AddVerb, world: World): void {
  verb(events, 'import <folder>', 'take an export into an empty log', async (_, [folder = '']) =>
    withHouse(world, async ({ log: store }) => {
      const imported = await progressOf(world, (progress) =>
        importLog({
          ...{ store, folder, clock: new SystemClock(), signal: world.interrupted },
          onProgress: (phase, events, of) => progress(`${phase}: ${events} of ${of} events`),
        }),
      );
      return { data: imported, text: inWords(imported), ok: true };
    }),
  );
}

const inWords = ({ events, found, written, from, into, head }: Imported): string =>
  [
    `${events} events of log ${from} are in log ${into}: ${found} were there, ${written} were written`,
    `the log was read back: its chain ends in ${head}, as that of the export`,
    'names, contacts and narratives are no part of a log: they are in the register it came from, or gone',
  ].join('\n');
