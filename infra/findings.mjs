import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './prepare.mjs';

/**
 * `npm run findings`: plays the findings one by one, all of them or those named, and says of each whether the
 * world still is as it says. Ends with 1 when one changed. No part of CI: it installs from the registry.
 */
const folder = join(root, 'findings');
const states = { 0: 'ok', 75: 'could not install' };

const { positionals: named } = parseArgs({ allowPositionals: true });
const all = readdirSync(folder).filter((it) => it.endsWith('.sh'));
const strange = named.filter((it) => !all.includes(`${it}.sh`));
if (strange.length > 0) {
  process.stderr.write(`No such finding: ${strange.join(', ')}\n`);
  process.exit(2);
}

const chosen = all.filter((it) => named.length === 0 || named.includes(it.slice(0, -3)));
for (const file of chosen) {
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync('sh', [join(folder, file)], { encoding: 'utf8' });
  const state = states[status] ?? 'changed';
  const title = readFileSync(join(folder, file), 'utf8').split('\n')[1].slice(2);
  const seconds = `${((Date.now() - began) / 1000).toFixed(0)} s`;
  process.stdout.write(`${state.padEnd(17)} | ${seconds.padStart(5)} | ${title}\n`);
  if (state !== 'ok') process.stderr.write(`${file}:\n${stdout}${stderr}`);
  if (state === 'changed') process.exitCode = 1;
}
