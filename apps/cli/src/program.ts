import { Command, CommanderError } from 'commander';
import { addAnalyst } from './verbs/analyst.js';
import { addDoctor } from './verbs/doctor.js';
import { addEvents } from './verbs/events.js';
import { addEventsExport } from './verbs/events-export.js';
import { addEventsImport } from './verbs/events-import.js';
import { addEventsVerify } from './verbs/events-verify.js';
import { addImport } from './verbs/import.js';
import { addProjections } from './verbs/projections.js';
import { addReplay } from './verbs/replay.js';
import { addSubject } from './verbs/subject.js';
import { addToken } from './verbs/token.js';
import type { AddVerb } from './verb.js';
import { type Report, Usage, type World } from './world.js';

/** Exit codes: done, refused or found wrong, usage. */
export const DONE = 0;
export const WRONG = 1;
export const USAGE = 2;

/** Runs one command line; answers with its exit code. */
export async function run(argv: readonly string[], world: World): Promise<number> {
  let code = DONE;
  const verb: AddVerb = (parent, name, says, work) =>
    inherit(parent, parent.command(name))
      .description(says)
      .option('--json', 'print one JSON document on standard output')
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command;
        const options = command.opts<never>();
        const { json } = command.opts<{ json?: true }>();
        const print = ({ data, text }: Report) =>
          world.out(json ? `${JSON.stringify(data, null, 2)}\n` : text && `${text}\n`);
        try {
          const report = await work(options, command.args);
          print(report);
          code = report.ok ? DONE : WRONG;
        } catch (error) {
          if (error instanceof Usage) throw error;
          const detail = error instanceof Error ? error.message : String(error);
          world.err(`groundswell: ${detail}\n`);
          print({ data: { error: detail }, text: '', ok: false });
          code = WRONG;
        }
      });

  const program = new Command('groundswell')
    .description('The command line of Groundswell, the open record of school-led improvement.')
    .configureOutput({ writeOut: (it) => world.out(it), writeErr: (it) => world.err(it) })
    .exitOverride();
  addToken(program, verb, world);
  addImport(program, verb, world);
  const events = addEvents(program, verb, world);
  addEventsExport(events, verb, world);
  addEventsVerify(events, verb, world);
  addEventsImport(events, verb, world);
  addProjections(program, verb, world);
  addReplay(program, verb, world);
  addAnalyst(program, verb, world);
  addSubject(program, verb, world);
  addDoctor(program, verb, world);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE;
    if (!(error instanceof Usage)) throw error;
    world.err(`groundswell: ${error.message}\n`);
    return USAGE;
  }
}

const inherit = (parent: Command, child: Command): Command => child.copyInheritedSettings(parent);
