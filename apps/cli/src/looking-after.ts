import type { Platform } from '#composition';
import { newId, type Position, requestOf, streamOf } from '#eventing';
import { checked, type ProjectionCommand, projections as lookedAfter } from '#operations';

const DONE_MS = 30_000;
const LOOK_MS = 200;

/**
 * Records what an operator asks of a read model or process. Who leads it does it when its turn comes; when nobody does,
 * this process leads it for as long as that takes. Answers whether it was done in time.
 */
export async function askFor(
  platform: Platform,
  name: string,
  command: ProjectionCommand,
): Promise<{ readonly position: Position; readonly done: boolean }> {
  const { store, handling, oversight } = platform;
  const commandId = newId();
  const stream = streamOf(lookedAfter.decider.category, name);
  await checked(oversight, await store.readStream(stream), name, command, commandId);
  const request = requestOf('command-line', commandId, { role: 'operator' });
  const { position } = await handling.handle(lookedAfter, name, command, request);
  if (position === undefined) throw new Error(`nothing was recorded about ${name}`);
  const runner = platform.runnerOf(name);
  await runner.start();
  try {
    const reached = await runner.waitFor(name, position, DONE_MS);
    const waits = command.type === 'RequestRebuild';
    return { position, done: reached && (!waits || (await rebuilt(platform, name))) };
  } finally {
    await runner.stop();
  }
}

/** Waits until the rebuild that was asked for is over; a long one goes on with who leads it. */
async function rebuilt({ oversight }: Platform, name: string): Promise<boolean> {
  for (const end = performance.now() + DONE_MS; performance.now() < end;) {
    const standing = (await oversight.list()).find((it) => it.name === name && it.live);
    if (standing?.rebuild && standing.rebuild.state !== 'building') return true;
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  return false;
}
