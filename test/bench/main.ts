import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchGrowth } from './growth.js';
import { machine } from './machine.js';
import { pictureOf } from './picture.js';
import { sectionsOf } from './sections.js';

/**
 * `npm run bench [-- --json] [--only append,lag] [--events 1000000] [--rounds 1] [--models 45] [--against DIST] [--growth]`:
 * ratios measured in one run on one server, each with both absolute figures. They are for reading: no test asserts one.
 * `--against` asks about the past in turns with another build, given by its folder `dist`. `--growth` measures how the
 * figures grow with the log instead, and draws `docs/growth.svg`.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    only: { type: 'string' },
    events: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '1' },
    models: { type: 'string', default: '45' },
    against: { type: 'string' },
  },
});
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const on = machine();
say(
  `${on.cpu}, ${on.cores} cores, ${on.memoryGiB} GiB, Node ${on.node}, load ${on.load.toFixed(1)}, commit ${on.commit}`,
);
const report: Record<string, unknown> = { machine: on };
if (values.growth) {
  const grown = await benchGrowth(say);
  writeFileSync('docs/growth.svg', pictureOf(grown));
  report.growth = grown;
} else {
  const sections = sectionsOf({
    ...{ events: Number(values.events), rounds: Number(values.rounds) },
    ...{ models: Number(values.models), against: values.against },
  });
  const wanted = values.only?.split(',') ?? Object.keys(sections);
  for (const name of wanted) {
    const section = sections[name];
    if (!section) throw new Error(`--only ${name}: there are ${Object.keys(sections).join(', ')}`);
    say(`${section.says} ...`);
    report[name] = await section.measure();
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else for (const line of linesOf(report)) process.stdout.write(`${line}\n`);

/** The report for people: a line for each figure. */
function linesOf({ machine: _, ...sections }: Record<string, unknown>): string[] {
  return Object.entries(sections).flatMap(([name, found]) =>
    [found].flat().map((it) => {
      const figures = Object.entries(it as Record<string, unknown>).map(
        ([field, value]) => `${field} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      );
      return `${name}: ${figures.join(', ')}`;
    }),
  );
}
