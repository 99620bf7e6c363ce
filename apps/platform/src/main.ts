import 'reflect-metadata';
import { configOf, demoIssuer, Housekeeping, openEdge, openPlatform } from '#composition';
import { ensureDemonstration } from '#demonstration';
import { SystemClock } from '#eventing';
import { discover, IssuerAway, jsonLog, type Log } from '#http';
import { greeting } from './greeting.js';

/** The embedded default: everything in one process. Data goes to standard output, progress to standard error. */
async function main(): Promise<void> {
  const config = configOf(process.env, process.cwd());
  const log = jsonLog(config.logLevel);
  if (config.auth.kind === 'oidc') await lookAt(config.auth.issuer, log);
  const ids = config.demoArea ? await ensureDemonstration(config, log, progress) : undefined;

  const platform = await openPlatform(config, new SystemClock(), log);
  await platform.runner.start();
  const app = await openEdge(platform);
  const housekeeping = new Housekeeping(platform);
  housekeeping.start();

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    // whatever hangs, a supervisor is not kept waiting
    setTimeout(() => process.exit(1), 9_000).unref();
    app
      .close()
      .then(() => housekeeping.stop())
      .then(() => platform.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error: String(error) }, 'the platform did not close as it should');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);

  await app.listen(config.port, config.host);
  const url = (await app.getUrl()).replace('[::1]', 'localhost');
  const issuer = config.auth.kind === 'demo' ? await demoIssuer(config) : undefined;
  process.stdout.write(`${await greeting(url, config, issuer, ids)}\n`);
}

/** A wrong issuer ends the start; one that is away may come back, and callers get 503 until then. */
async function lookAt(issuer: string, log: Log): Promise<void> {
  await discover(issuer).catch((error: unknown) => {
    if (!(error instanceof IssuerAway)) throw error;
    log.warn({ issuer }, `${error.message}: tokens cannot be judged until it does`);
  });
}

function progress(told: number, of: number): void {
  if (told === 1)
    process.stderr.write('Loading the demonstration area: a school year in Wavering\n');
  if (told % 100 === 0 || told === of) process.stderr.write(`  ${told} of ${of} steps\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`groundswell: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
