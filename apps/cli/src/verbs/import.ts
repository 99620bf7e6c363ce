import type { Command } from 'commander';
import type { ImportReport } from '#network';
import { withHouse } from '../with-house.js';
import type { World } from '../world.js';
import type { AddVerb } from '../verb.js';

const SHOWN = 20;
const NAMED = 8;
const EVERY = 1000;

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
          const progress = progressOf(file, world);
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

/** Says how far a file is, at most once for each thousand rows. */
function progressOf(file: string, world: World): (phase: string, rows: number) => void {
  let said = '';
  return (phase, rows) => {
    const now = `\r${file}: ${phase}, ${Math.floor(rows / EVERY) * EVERY} rows`;
    if (now !== said) world.err(now);
    said = now;
  };
}

/** What became of a file: a report, or why it was refused as a whole. */
type Outcome = ImportReport | { readonly file: string; readonly error: string };

const failed = (file: string, error: unknown): Outcome => ({
  file,
  error: error instanceof Error ? error.message : String(error),
});

function inWords(outcome: Outcome): string {
  if ('error' in outcome) return `${outcome.file}: nothing was written: ${outcome.error}`;
  const { file, layout, refused, columnsMissing, columnsUnused, ...counts } = outcome;
  const { added, changed, corrected, unchanged, skipped } = counts;
  const lines = refused.slice(0, SHOWN).map((it) => `  ${file}:${it.line}: ${it.reason}`);
  const more = refused.length > SHOWN ? [`  and ${refused.length - SHOWN} more`] : [];
  return [
    `${file} (${layout}): ${added} added, ${changed} changed, ${corrected} corrected, ` +
      `${unchanged} unchanged, ${skipped} skipped, ${refused.length} refused`,
    ...columnsIn('not there, so nothing is said of them', columnsMissing),
    ...columnsIn('not used', columnsUnused),
    ...lines,
    ...more,
  ].join('\n');
}

/** The columns of a file of which something is to be said, the first few by name. */
const columnsIn = (what: string, columns: readonly string[]): string[] =>
  columns.length === 0
    ? []
    : [
        `  columns ${what}: ${columns.slice(0, NAMED).join(', ')}${
          columns.length > NAMED ? ` and ${columns.length - NAMED} more` : ''
        }`,
      ];
