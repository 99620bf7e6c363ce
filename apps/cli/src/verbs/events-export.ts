import type { Command } from 'commander';
import { type Extent, extentOf, type Manifest, writeExport } from '#contracts';
import { progressOf } from '../progress.js';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';
import type { AddVerb } from '../verb.js';

interface Options {
  readonly into: string;
  readonly asOf?: string;
  readonly format: string;
}

/** `groundswell events export`: the log, or its beginning, as files that can be checked, kept and imported. */
export function addEventsExport(events: Command, verb: AddVerb, world: World): void {
  verb<Options>(
    events,
    'export',
    'write the log into a folder',
    async ({ into, asOf, format }: Options) => {
      if (format !== 'ndjson' && format !== 'csv')
        throw new Usage(`--format ${format}: there are ndjson and csv`);
      return withHouse(world, async ({ log: store }) => {
        const extent: Extent | undefined = extentOf(asOf, await store.head());
        if (!extent)
          throw new Usage(
            `--as-of ${asOf ?? ''}: a day, as 2025-03-31, or a position that the log has reached`,
          );
        const manifest = await progressOf(world, (progress) =>
          writeExport({
            ...{ store, folder: into, extent, format, signal: world.interrupted },
            onProgress: (events) => progress(`${events} events written`),
          }),
        );
        return { data: { folder: into, ...manifest }, text: inWords(into, manifest), ok: true };
      });
    },
  )
    .requiredOption('--into <folder>', 'a folder that is not there yet, or empty')
    .option('--as-of <moment>', 'only up to a position, or to the end of a day (2025-03-31)')
    .option(
      '--format <format>',
      'ndjson, or csv for a spreadsheet: csv cannot be imported',
      'ndjson',
    );
}

const inWords = (folder: string, { events, file, chain }: Manifest): string =>
  [
    `${folder}/${file.name}: ${events.count} events, ${file.bytes} bytes`,
    chain
      ? `its chain ends in ${chain.head}: keep this where nobody can change it`
      : 'a table for reading: it has no chain and cannot be imported',
  ].join('\n');
