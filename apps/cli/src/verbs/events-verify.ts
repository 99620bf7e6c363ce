import type { Command } from 'commander';
import { BrokenExport, likenessOf, verifyExport } from '#contracts';
import { progressOf } from '../progress.js';
import { withHouse } from '../with-house.js';
import type { Report, World } from '../world.js';
import type { AddVerb } from '../verb.js';

interface Options {
  readonly head?: string;
  readonly againstLog?: true;
}

/** `groundswell events verify`: whether an export is as it was written, and the log still as it was exported. */
export function addEventsVerify(events: Command, verb: AddVerb, world: World): void {
  verb<Options>(
    events,
    'verify <folder>',
    'check every line of an export',
    async ({ head, againstLog }: Options, [folder = '']) => {
      try {
        const manifest = await progressOf(world, (progress) =>
          verifyExport(folder, {
            signal: world.interrupted,
            onProgress: (events, of) => progress(`${events} of ${of} events verified`),
          }),
        );
        const { events, chain } = manifest;
        if (head !== undefined && head !== chain.head)
          return wrong(folder, `its chain ends in ${chain.head}, not in ${head}`);
        if (!againstLog) return sound(folder, events.count, chain.head, 'is as it was written');
        const { same, next } = await withHouse(world, ({ log: store }) =>
          likenessOf(store, folder, manifest),
        );
        return same === events.count
          ? sound(folder, same, chain.head, 'is how the log still begins')
          : wrong(
              folder,
              next
                ? `the log differs from line ${same + 1} on: there it has ${next.type} ${next.id}`
                : `the log ends after ${same} of the ${events.count} events`,
            );
      } catch (error) {
        if (!(error instanceof BrokenExport)) throw error;
        const { file, line } = error;
        return wrong(folder, error.message, { file, ...(line === undefined ? {} : { line }) });
      }
    },
  )
    .option('--head <hash>', 'what its chain must end in, as noted when it was made')
    .option('--against-log', 'also compare it with the log: nothing may have been edited since');
}

const sound = (folder: string, events: number, head: string, says: string): Report => ({
  data: { folder, ok: true, events, head },
  text: `${folder} ${says}: ${events} events, whose chain ends in ${head}`,
  ok: true,
});

const wrong = (folder: string, says: string, where: object = {}): Report => ({
  data: { folder, ok: false, says, ...where },
  text: `${folder}: ${says}`,
  ok: false,
});
