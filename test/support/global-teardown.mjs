import { remove } from './test-server.mjs';

/** Ends this run's PostgreSQL, if a spec started it, and removes its folder. */
export default async function globalTeardown() {
  await remove(process.env.GROUNDSWELL_TEST_SERVER);
}
