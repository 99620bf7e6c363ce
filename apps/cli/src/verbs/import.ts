import type { Command } from 'commander';
import type { ImportReport } from '../house.js';
import type { AddVerb } from '../program.js';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';

const SHOWN = 20;

/** `groundswell import schools FILE...`: files of the school register, plain or gzipped. */
export function addImport(program: Command, verb: AddVerb, world: World): void {
  const parent = program.command('import').description('read published files into the log');
  verb(
    parent.copyInheritedSettings(program),
    'schools <file...>',
    'register schools, or refresh what is known of them',
    async (_, files) =>
      withHouse(world, async (house) => {
        const done: Outcome[] = [];
        for (const file of files) {
          const progress = (rows: number) => world.err(`\r${file}: ${rows} rows`);
          done.push(
            await house.importSchools(file, progress).catch((it: unknown) => failed(file, it)),
          );
          world.err('\n');
        }
        return {
          data: files.length === 1 ? done[0] : done,
          text: done.map(inWords).join('\n'),
          ok: done.every((it) => 'layout' in it && it.refused.length === 0),
        };
      }),
  );
}

/** What became of a file: a report, or why it was refused as a whole. */
type Outcome = ImportReport | { readonly file: string; readonly error: string };

const failed = (file: string, error: unknown): Outcome => ({
  file,
  error: error instanceof Error ? error.message : String(error),
});

function inWords(outcome: Outcome): string {
  if ('error' in outcome) return `${outcome.file}: nothing was written: ${outcome.error}`;
  const { file, layout, refused, ...counts } = outcome;
  const { added, changed, corrected, unchanged, skipped } = counts;
  const lines = refused.slice(0, SHOWN).map((it) => `  ${file}:${it.line}: ${it.reason}`);
  const more = refused.length > SHOWN ? [`  and ${refused.length - SHOWN} more`] : [];
  return [
    `${file} (${layout}): ${added} added, ${changed} changed, ${corrected} corrected, ` +
      `${unchanged} unchanged, ${skipped} skipped, ${refused.length} refused`,
    ...lines,
    ...more,
  ].join('\n');
}
