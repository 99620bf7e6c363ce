import { run } from './program.js';
import type { World } from './world.js';

const interrupt = new AbortController();
process.once('SIGINT', () => {
  interrupt.abort();
});
// Whoever reads our output may have seen enough: `groundswell events tail | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  interrupt.abort();
});

// Loaded when it is needed: helping and complaining should not wait for it.
const composition = () => import('#composition');
const config = async () => (await composition()).configOf(process.env, process.cwd());

const world: World = {
  nodeVersion: process.versions.node,
  settings: async () => {
    const { BadSetting } = await composition();
    return config().catch((error: unknown) => {
      if (error instanceof BadSetting) return { error: error.message };
      throw error;
    });
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interrupted: interrupt.signal,
  sign: async ({ ttlSeconds, ...grant }) => {
    const settings = await config();
    if (settings.auth.kind === 'oidc')
      throw new Error(`AUTH is oidc: tokens come from ${settings.auth.issuer}`);
    const { demoIssuer } = await composition();
    const issuer = await demoIssuer(settings);
    return issuer.sign({ ...grant, ttl: ttlSeconds });
  },
  standing: async () => (await composition()).databaseStanding(await config()),
  open: async () => {
    const { houseAtHand } = await import('./house-at-hand.js');
    return houseAtHand(await config());
  },
};

process.exitCode = await run(process.argv.slice(2), world);
