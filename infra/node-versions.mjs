import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { build, install, root } from './prepare.mjs';

/**
 * `npm run node-versions [-- VERSION...]`: takes each version of Node.js from the npm package `node` and tries a start
 * with the demonstration, a reading with a token, an end by SIGTERM, and a few specs of every kind; lists what any of them
 * warns of. Ends with 1 when something failed. No part of CI: it installs from the registry.
 */
const VERSIONS = ['20.19', '22', '24', '26'];
const SPECS = [
  'libs/eventing',
  'libs/database/src/migrate.spec.ts',
  'libs/network/src/census/encoding.spec.ts',
  'libs/testing/src/guide.spec.ts',
  'test/capabilities/telling',
  'test/architecture/layout.spec.ts',
];
const START_MS = 240_000;
const END_MS = 10_000;

const { positionals } = parseArgs({ allowPositionals: true });
install();
build();
for (const version of positionals.length > 0 ? positionals : VERSIONS) await tryOn(version);

/** Everything on one version; one line of it, and its warnings below. */
async function tryOn(version) {
  const folder = mkdtempSync(join(tmpdir(), 'groundswell-node-'));
  chmodSync(folder, 0o711); // the database runs as another account when we are root
  try {
    const node = nodeIn(folder, version);
    if (!node) return report(version, 'not to be had as npm package `node`', []);
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
    const started = await tryStart(node, join(folder, 'data'));
    const specs = trySpecs(node);
    const said = warningsIn(started.heard + specs.heard);
    report(stdout.trim(), `${started.result}; ${specs.result}`, said);
    for (const { result, heard } of [started, specs])
      if (result.includes('FAILED')) process.stderr.write(`${heard}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The program of a version, installed below a folder; nothing when the registry has none. */
function nodeIn(folder, version) {
  writeFileSync(join(folder, 'package.json'), '{}');
  // its own script calls npm again, which must not take the settings of `npm run` for its own
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
  );
  const npm = ['install', '--silent', '--no-audit', '--no-fund', `node@${version}`];
  const { status } = spawnSync('npm', npm, { cwd: folder, env });
  return status === 0 ? join(folder, 'node_modules/node/bin/node') : undefined;
}

/** `npm start` on an empty folder, one reading with a token, and its end. */
async function tryStart(node, data) {
  const env = { ...process.env, DEMO_AREA: 'on', PORT: '0', GROUNDSWELL_DATA: data };
  const child = spawn(node, ['infra/start.mjs'], { cwd: root, env, stdio: 'pipe' });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  let heard = '';
  const url = await new Promise((resolve) => {
    const hear = (chunk) => {
      heard += chunk;
      const [, at] = /listening on (http:\/\/\S+)/.exec(heard) ?? [];
      if (at) resolve(at);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void gone.then(() => resolve(undefined));
    setTimeout(() => resolve(undefined), START_MS).unref();
  });
  const read = url ? await reading(node, env, url) : 'FAILED to start';
  const end = setTimeout(() => child.kill('SIGKILL'), END_MS);
  child.kill('SIGTERM');
  const code = await gone;
  clearTimeout(end);
  return { result: `${read}; ${code === 0 ? 'ended' : 'FAILED to end'}`, heard };
}

/** What a board reads: the partnerships of the demonstration. */
async function reading(node, env, url) {
  const words = ['infra/groundswell.mjs', 'token', '--role', 'board', '--partnership', '*'];
  const { stdout } = spawnSync(node, words, { cwd: root, env, encoding: 'utf8' });
  const headers = { authorization: `Bearer ${stdout.trim()}` };
  const answer = await globalThis.fetch(`${url}/v1/partnerships`, { headers });
  const { items = [] } = await answer.json();
  return items.length > 0 ? `started, ${items.length} partnerships read` : `FAILED to read`;
}

/** A few specs, with everything that they warn of. */
function trySpecs(node) {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--maxWorkers=1'];
  const run = spawnSync(node, [...jest, ...SPECS], { cwd: root, encoding: 'utf8' });
  const heard = run.stdout + run.stderr;
  const [, passed] = /^Tests: +(.*)$/m.exec(heard) ?? [];
  return {
    result: `${run.status === 0 ? 'specs' : 'specs FAILED'}: ${passed ?? 'none ran'}`,
    heard,
  };
}

/** The warnings of Node.js itself, each once. */
function warningsIn(heard) {
  return [...new Set([...heard.matchAll(/^\(node:\d+\) (.*)$/gm)].map(([, it]) => it))];
}

function report(version, result, warnings) {
  process.stdout.write(`${version.padEnd(9)} | ${result}\n`);
  for (const it of warnings) process.stdout.write(`${' '.repeat(9)} |   warns: ${it}\n`);
  if (/FAILED|not to be had/.test(result)) process.exitCode = 1;
}
