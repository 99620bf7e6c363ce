import type { Command } from 'commander';
import type { Comparison, ReplayProgress } from '#projections';
import type { ReplayReport } from '../replaying.js';
import { table } from '../table.js';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';
import { type AddVerb, collect } from '../verb.js';

interface Options {
  readonly asOf: string;
  readonly clock: string;
  readonly projection: readonly string[];
  readonly into: string;
  readonly diff?: true;
}

/** `groundswell replay`: the read models as they were, in tables of their own, for any SQL. */
export function addReplay(program: Command, verb: AddVerb, world: World): void {
  verb<Options>(program, 'replay', 'fold a past of the log into a schema of its own', (options) => {
    const { asOf, clock, projection: projections, into, diff = false } = options;
    if (clock !== 'recorded' && clock !== 'occurred')
      throw new Usage(`--clock ${clock}: recorded (what was known) or occurred (what was true)`);
    const onProgress = progressIn(world);
    return withHouse(world, async (house) => {
      const { interrupted: signal } = world;
      const report = await house.replay({
        ...{ asOf, clock, projections, into, diff, signal, onProgress },
      });
      const compared = report.compared ?? [];
      return { data: report, text: inWords(report), ok: !compared.some(isFinding) };
    });
  })
    .requiredOption('--as-of <moment>', 'a day (2025-03-31: all of it) or a position of the log')
    .option('--clock <clock>', 'recorded (what was known then) or occurred (true then)', 'recorded')
    .option('--projection <name>', 'only this read model; may be repeated', collect, [])
    .requiredOption('--into <schema>', 'a new schema, or that of an earlier replay')
    .option('--diff', 'say which rows differ from the live ones; at the live position none may');
}

/** Rows that differ though both sides were folded up to the same event. */
const isFinding = ({ sameMoment, added, removed, changed }: Comparison): boolean =>
  sameMoment && added + removed + changed > 0;

const progressIn =
  (world: World) =>
  ({ events, of, rate, secondsLeft }: ReplayProgress): void =>
    world.err(
      `\rreplay: ${events} of ${of} events, ${rate} a second, ${secondsLeft} s left` +
        (secondsLeft === 0 ? '\n' : ''),
    );

function inWords({ schema, asOf, clock, events, models, compared }: ReplayReport): string {
  const made =
    `${schema} holds ${models.length} read models as of ${asOf} (${clock}), ` +
    `folded from ${events} events`;
  if (!compared) return made;
  const rows = compared.map((it) => [
    it.projection,
    ...[it.rows, it.added, it.removed, it.changed].map(String),
    it.sameMoment ? (isFinding(it) ? 'must be equal' : 'equal') : 'of another moment',
  ]);
  const head = ['projection', 'rows', 'not live', 'only live', 'changed', 'live rows are'];
  return [made, table(head, rows), ...compared.flatMap(differences)].join('\n');
}

const differences = ({ projection, first }: Comparison): string[] =>
  first.map(({ key, columns, sandbox, live }) => {
    const how = live === null ? 'is not live' : sandbox === null ? 'is only live' : '';
    return `  ${projection} ${key} ${how || `differs in ${columns.join(', ')}`}`;
  });
