import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** How long a lease lasts, in milliseconds: short, so that a sleeper soon loses it. */
export const LEASE_MS = 1_000;

/** A follower of the log in a process of its own, that can be killed, stopped and started again. */
export class RunningOwner {
  private child: ChildProcess | undefined;

  constructor(
    private readonly url: string,
    private now: string,
  ) {}

  /** Starts the process (again) and waits until it follows. */
  async run(): Promise<void> {
    const child = fork(
      path.join(root, 'dist/test/faults/dated/owner.js'),
      [this.url, this.now, String(LEASE_MS)],
      { execArgv: [] },
    );
    this.child = child;
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('the owner ended before it followed the log');
      }),
    ]);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** What time it is there from now on; also when it sleeps, and learns of it later. */
  at(now: string): void {
    this.now = now;
    this.child?.send(now);
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  /** Ends the process and waits until it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
