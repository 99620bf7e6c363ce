import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '#database';
import { DemoIssuer } from '#http';
import { load, type Load } from './load.js';
import { join } from '../support/joining.js';

/** Commands over HTTP beside a bare NestJS route that does one INSERT, on one server in one run. */
export interface HttpFigures {
  readonly unit: 'answers/s';
  readonly connections: number;
  /** `POST /v1/needs`: identity, access, validation, two lookups, the fold, the append. */
  readonly command: Load;
  readonly bare: Load;
  readonly ratio: number;
}

const ROUNDS = 3;
const CONNECTIONS = 32;

/** Interleaves rounds of both and answers the median round of each. */
export async function benchHttp(seconds = 4): Promise<HttpFigures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-bench-'));
  // the database runs as another account when we are root
  chmodSync(folder, 0o711);
  const database = await startPostgres({ folder });
  const dist = path.resolve(import.meta.dirname, '../..');
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    GROUNDSWELL_DATA: folder,
    DEMO_AREA: 'off',
    LOG_LEVEL: 'error',
  };
  const [platformPort, barePort] = [await freePort(), await freePort()];
  const children = [
    start(path.join(dist, 'apps/platform/src/main.js'), { ...env, PORT: String(platformPort) }),
    start(path.join(dist, 'test/bench/bare-route.js'), { ...env, PORT: String(barePort) }),
  ];
  try {
    const url = `http://127.0.0.1:${platformPort}`;
    const bareUrl = `http://127.0.0.1:${barePort}`;
    const died = children.map(
      (it) =>
        new Promise<never>((_, reject) =>
          it.once('exit', (code) => reject(new Error(`a server ended with ${String(code)}`))),
        ),
    );
    for (const it of died) it.catch(() => undefined);
    await Promise.race([Promise.all([listening(platformPort), listening(barePort)]), ...died]);
    const issuer = await DemoIssuer.open(path.join(folder, 'demo.jwk'), undefined);
    const operator = { authorization: `Bearer ${await issuer.sign({ role: 'operator' })}` };
    const partnership = await prepare(url, operator, issuer);
    const broker = await issuer.sign({ role: 'broker', partnerships: [partnership] });
    const headers = { authorization: `Bearer ${broker}` };

    const commands: Load[] = [];
    const bares: Load[] = [];
    await load(`${url}/v1/needs`, headers, need, { seconds: 2 });
    await load(`${bareUrl}/rows`, {}, need, { seconds: 2 });
    for (let round = 0; round < ROUNDS; round++) {
      commands.push(await load(`${url}/v1/needs`, headers, need, { seconds }));
      bares.push(await load(`${bareUrl}/rows`, {}, need, { seconds }));
    }
    const command = median(commands);
    const bare = median(bares);
    if (command.failed + bare.failed > 0)
      throw new Error(`${command.failed} commands and ${bare.failed} rows were refused`);
    const ratio = command.perSecond / bare.perSecond;
    return { unit: 'answers/s', connections: CONNECTIONS, command, bare, ratio };
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const need = (n: number) => ({
  urn: '900001',
  focusArea: 'maths',
  severity: 1 + (n % 4),
  source: 'data',
  evidenceRefs: [`assessment:${n}`],
});

/** One school in one partnership, so that the broker's scope is folded like anybody's. */
async function prepare(
  url: string,
  operator: Record<string, string>,
  issuer: DemoIssuer,
): Promise<string> {
  const send = async (route: string, headers: Record<string, string>, body: object) => {
    const answer = await fetch(url + route, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${route}: ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  await send('/v1/schools', operator, {
    urn: '900001',
    name: 'Bench Primary School',
    phase: 'Primary',
    typeOfEstablishment: 'Community school',
    la: { code: '999', name: 'Wavering' },
  });
  const id = await send('/v1/partnerships', operator, {
    name: 'Bench Partnership',
    model: 4,
    place: 'Wavering',
    phases: ['Primary'],
    owners: ['primary heads'],
  });
  await join(
    async (by, route, body) => {
      const authorization = `Bearer ${await issuer.sign(by)}`;
      await send(`/v1/${route}`, { authorization }, body);
    },
    id,
    ['900001'],
  );
  return id;
}

const start = (file: string, env: NodeJS.ProcessEnv): ChildProcess =>
  fork(file, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

const ended = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null
    ? new Promise((resolve) => child.once('exit', resolve))
    : Promise.resolve();

const median = (loads: readonly Load[]): Load =>
  [...loads].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(loads.length / 2)] as Load;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
