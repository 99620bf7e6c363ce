import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Run after `npm install`, when the registry at hand does not have the binaries of every platform: npm then leaves
 * them out of package-lock.json, and `npm ci` refuses that file. This adds what is missing, by name; npm
 * fetches such a package only on its own platform.
 */
const file = new URL('../package-lock.json', import.meta.url);

/** The optional packages that the lockfile wants and does not describe. */
export function missing({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !found(packages, path, name))
      .map(([name, version]) => ({ name, version, dev })),
  );
}

/** Whether Node would find a package from a folder of the tree. */
function found(packages, from, name) {
  if (packages[`${from && `${from}/`}node_modules/${name}`]) return true;
  if (from === '') return false;
  const above = from.lastIndexOf('node_modules/');
  return found(packages, above <= 0 ? '' : from.slice(0, above - 1), name);
}

/** What an entry of the lockfile says of a package whose name ends in a platform, e.g. `-linux-arm64-musl`. */
function entryOf({ name, version, dev }) {
  const platform =
    /-(aix|android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name);
  if (!platform) throw new Error(`${name} is missing, and is not the binary of a platform`);
  const [, os, cpu, abi] = platform;
  const libc = { gnu: ['glibc'], musl: ['musl'] }[abi];
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(libc ? { libc } : {}),
    optional: true,
    os: [os],
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  for (const it of missing(lock)) lock.packages[`node_modules/${it.name}`] = entryOf(it);
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = { ...lock, packages: Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
}
