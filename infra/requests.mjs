import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/**
 * Sends more generated requests than CI does: `npm run requests -- --count 100000 --seed 7`. One of them is sent again, alone,
 * with `--only 4711`.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Math.floor(Date.now() / 1000) % 1_000_000_000) },
    only: { type: 'string' },
  },
});

for (const [name, value] of Object.entries(values))
  if (!/^(0|[1-9]\d{0,8})$/.test(value)) {
    console.error(`--${name} must be a whole number, not ${value}`);
    process.exit(2);
  }

const { count, seed, only } = values;
console.error(`npm run requests -- --count ${count} --seed ${seed}`);
const { status } = spawnSync('npm', ['test', '--', 'test/requests/requests.spec.ts'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    REQUESTS: count,
    SEED: seed,
    ...(only === undefined ? {} : { ONLY: only }),
  },
});
process.exit(status ?? 1);
