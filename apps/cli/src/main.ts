import { BadSetting, configOf } from '../../platform/src/config.js';
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

const config = () => configOf(process.env, process.cwd());

const world: World = {
  nodeVersion: process.versions.node,
  settings: () => {
    try {
      return config();
    } catch (error) {
      if (error instanceof BadSetting) return { error: error.message };
      throw error;
    }
  },
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interrupted: interrupt.signal,
  sign: async ({ ttlSeconds, ...grant }) => {
    const settings = config();
    if (settings.auth.kind === 'oidc')
      throw new Error(`AUTH is oidc: tokens come from ${settings.auth.issuer}`);
    const { demoIssuer } = await import('../../platform/src/edge.js');
    const issuer = await demoIssuer(settings);
    return issuer.sign({ ...grant, ttl: ttlSeconds });
  },
  open: async () => {
    const settings = config();
    // Loaded when it is needed: helping and complaining should not wait for it.
    const { houseAtHand } = await import('./house-at-hand.js');
    return houseAtHand(settings);
  },
};

process.exitCode = await run(process.argv.slice(2), world);
