import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** The platform as a newcomer runs it: the built program in a process of its own, on a folder of its own. */
export class RunningPlatform {
  private child: ChildProcess | undefined;
  private readonly tokens = new Map<string, string>();
  url = '';
  /** Everything the process ever wrote, its log among it. */
  heard = '';

  private constructor(
    readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /**
   * Builds what has changed and starts on an empty folder, a new one unless it is given; the demonstration area is
   * off unless `env` says.
   */
  static async start(
    env: Readonly<Record<string, string>> = {},
    folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-')),
  ): Promise<RunningPlatform> {
    const built = spawnSync(process.execPath, [path.join(root, 'infra/build.mjs')], {
      cwd: root,
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(`the build failed: ${built.stdout}${built.stderr}`);
    // the database runs as another account when we are root
    chmodSync(folder, 0o711);
    const platform = new RunningPlatform(folder, {
      ...{ DEMO_AREA: 'off', LOG_LEVEL: 'warn', RATE_LIMIT: 'off' },
      ...env,
    });
    await platform.run();
    return platform;
  }

  /** Starts the process (again) and waits until it listens; answers how many milliseconds that took. */
  async run(): Promise<number> {
    const began = performance.now();
    const child = spawn(process.execPath, ['dist/apps/platform/src/main.js'], {
      cwd: root,
      env: { ...process.env, ...this.env, PORT: '0', GROUNDSWELL_DATA: this.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.url = await new Promise<string>((resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said += chunk.toString();
        this.heard += chunk.toString();
        const url = /listening on (http:\/\/\S+)/.exec(said)?.[1];
        if (url) resolve(url);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) =>
        reject(new Error(`ended with ${String(code)} before listening:\n${said}`)),
      );
    });
    return performance.now() - began;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Ends the process with a signal; answers how many milliseconds it took to be gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return 0;
    const began = performance.now();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
    return performance.now() - began;
  }

  /** Ends it, its database too, and removes its folder. */
  async remove(): Promise<void> {
    await this.end('SIGTERM');
    await this.endDatabase('SIGINT');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the embedded PostgreSQL with a signal, if it runs: it outlives a killed process. */
  async endDatabase(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const lock = path.join(this.folder, 'postgres', 'postmaster.pid');
    if (!existsSync(lock)) return;
    const pid = Number(readFileSync(lock, 'utf8').split('\n', 1)[0]);
    try {
      process.kill(pid, signal);
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        process.kill(pid, 0);
        if (isZombie(pid)) return;
      }
    } catch {
      // gone
    }
  }

  /** Runs a verb of the command line on this folder; its JSON document and exit code. */
  async cli(...words: readonly string[]): Promise<{ code: number; json: unknown; stderr: string }> {
    const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...words, '--json'], {
      cwd: root,
      env: { ...process.env, ...this.env, GROUNDSWELL_DATA: this.folder },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const code = await new Promise<number>((resolve) =>
      child.once('close', (it) => resolve(it ?? -1)),
    );
    return {
      code,
      json: stdout.trim() === '' ? undefined : (JSON.parse(stdout) as unknown),
      stderr,
    };
  }

  /** A demonstration token, by the command line. */
  async token(role: string, grant: { partnership?: string; urn?: string } = {}): Promise<string> {
    const words = [
      'token',
      '--role',
      role,
      ...(grant.partnership ? ['--partnership', grant.partnership] : []),
      ...(grant.urn ? ['--urn', grant.urn] : []),
    ];
    const known = this.tokens.get(words.join(' '));
    if (known) return known;
    const { json } = await this.cli(...words);
    const { token } = json as { token: string };
    this.tokens.set(words.join(' '), token);
    return token;
  }

  /** Tries again until it holds; throws what it threw last when it does not within the time. */
  async eventually(holds: () => Promise<void>, withinMs = 10_000): Promise<void> {
    const end = performance.now() + withinMs;
    for (;;) {
      try {
        await holds();
        return;
      } catch (error) {
        if (performance.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  /** One request; the body is sent and answered as JSON. */
  async send(
    method: 'GET' | 'POST',
    route: string,
    token: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}${route}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }
}

/** What the platform answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/** A killed process whose parent has not taken notice still answers to its number (Linux only). */
function isZombie(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, 'utf8'));
}
