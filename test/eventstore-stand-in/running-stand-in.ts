import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Orders } from './mischief.js';

const root = path.resolve(import.meta.dirname, '../..');

/** The stand-in in a process of its own, that can be killed and started again on its port and its file. */
export class RunningStandIn {
  private child: ChildProcess | undefined;
  private port = 0;
  url = '';

  private constructor(private readonly file: string) {}

  /** Builds what has changed and starts one that keeps its log in a file. */
  static async start(file: string): Promise<RunningStandIn> {
    const built = spawnSync(process.execPath, [path.join(root, 'infra/build.mjs')], {
      cwd: root,
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(`the build failed: ${built.stdout}${built.stderr}`);
    const standIn = new RunningStandIn(file);
    await standIn.run();
    return standIn;
  }

  /** Starts the process (again) and waits until it listens. */
  async run(): Promise<void> {
    const child = fork(
      path.join(root, 'dist/test/eventstore-stand-in/main.js'),
      ['--port', String(this.port), '--file', this.file],
      { stdio: ['ignore', 'pipe', 'inherit', 'ipc'], execArgv: [] },
    );
    this.child = child;
    const [said] = (await Promise.race([
      once(child.stdout!, 'data'),
      once(child, 'exit').then(() => {
        throw new Error('the stand-in ended before it listened');
      }),
    ])) as [Buffer];
    this.url = /listening on (\S+)/.exec(said.toString())?.[1] ?? '';
    this.port = Number(new URL(this.url).port);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Tells it to misbehave. */
  order(orders: Orders): void {
    this.child?.send(orders);
  }

  /** Ends the process with a signal and waits until it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
