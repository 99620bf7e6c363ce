import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The shapes of events, which are read at run time. */
const shapes = 'libs/contracts/shapes';

const at = (path) => join(root, path);
const say = (text) => process.stderr.write(`${text}\n`);
const textOf = (path) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : undefined);
const hashOf = (text) => createHash('sha256').update(text).digest('hex');

/** Ends the process, with a sentence, on a Node that is too old for NestJS 12. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Groundswell needs Node.js 20.19 or later; this is ${process.version}.`);
  process.exit(1);
}

/** Installs the packages of the lockfile, unless they are there. */
export function install() {
  const lock = hashOf(textOf('package-lock.json') ?? '');
  if (textOf('node_modules/.groundswell') === lock) return;
  if (!installedByHand()) {
    say('Installing packages (npm ci) ...');
    // Building needs the development packages too, whatever NODE_ENV says.
    const { npm_execpath: npm } = process.env;
    // Some of those ask for a later Node.js than they need: that is no news to whoever starts this.
    const ci = ['ci', '--include=dev', '--loglevel=error'];
    if (npm) run(process.execPath, [npm, ...ci]);
    else run('npm', ci);
  }
  write('node_modules/.groundswell', lock);
}

/** Whether npm finished an installation of this lockfile or of a later one. */
function installedByHand() {
  const [done, lock] = ['node_modules/.package-lock.json', 'package-lock.json'].map(
    (path) => statSync(at(path), { throwIfNoEntry: false })?.mtimeMs,
  );
  return done !== undefined && (lock === undefined || done >= lock);
}

/** Compiles apps and libs to `dist`, unless that was done since the last change. Safe to call at once from several processes. */
export function build() {
  if (textOf('dist/.built') === sources()) return;
  mkdirSync(at('dist'), { recursive: true });
  const release = lockBuild();
  try {
    const now = sources();
    if (textOf('dist/.built') === now) return;
    say('Building ...');
    run(process.execPath, [at('node_modules/@nestjs/cli/bin/nest.js'), 'build', 'platform']);
    rmSync(at(`dist/${shapes}`), { recursive: true, force: true });
    cpSync(at(shapes), at(`dist/${shapes}`), { recursive: true });
    write('dist/.built', now);
  } finally {
    release();
  }
}

/** A hash over the names, sizes and times of everything that the build reads. */
function sources() {
  const files = ['apps', 'libs', 'test/bench', 'test/eventstore-stand-in']
    .filter((folder) => existsSync(at(folder)))
    .flatMap((folder) =>
      readdirSync(at(folder), { recursive: true, encoding: 'utf8' }).map((it) => join(folder, it)),
    )
    .filter((it) => (it.endsWith('.ts') && !it.endsWith('.spec.ts')) || it.startsWith(shapes));
  const settings = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];
  const lines = [...files.sort(), ...settings].map((file) => {
    const { size, mtimeMs } = statSync(at(file));
    return `${file} ${size} ${mtimeMs}`;
  });
  return hashOf(lines.join('\n'));
}

/** One build at a time; the lock of a process that is gone is taken over. */
function lockBuild() {
  const lock = at('dist/.building');
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(textOf('dist/.building'));
      if (!holder) sleep(1_000); // just taken, not yet signed
      if (isAlive(Number(textOf('dist/.building')))) sleep(100);
      else rmSync(lock, { force: true });
    }
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** Runs a command, all of whose words go to stderr, and ends with its code when it fails. */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (error) say(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** A mark that cannot be written only costs the next start its time. */
function write(path, text) {
  try {
    writeFileSync(at(path), text);
  } catch {
    say(`${path} cannot be written; the next start will do this again.`);
  }
}
