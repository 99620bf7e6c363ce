import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Plays more seeds of the simulation than CI does: `npm run simulate -- --seeds 20000 --from 101`. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '5000' },
    from: { type: 'string', default: '1' },
  },
});

for (const [name, value] of Object.entries(values))
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    console.error(`--${name} must be a whole number above 0, not ${value}`);
    process.exit(2);
  }

const { status } = spawnSync('npm', ['test', '--', 'test/simulation/simulation.spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, SEEDS: values.seeds, FROM: values.from },
});
process.exit(status ?? 1);
