import path from 'node:path';
import { DemoIssuer } from '#http';
import { load, type Load } from './load.js';
import { withServers } from './servers.js';
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

/** What is at hand to load: the platform and the bare route, and a broker's headers. */
interface AtHand {
  readonly url: string;
  readonly bareUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The platform's process. */
  readonly pid: number;
}

/** Starts `platform`, the program that takes the commands, and the bare route beside it, on one server. */
export function onPlatform<T>(platform: string, work: (it: AtHand) => Promise<T>): Promise<T> {
  return withServers(async ({ folder, start }) => {
    const { url, child } = await start(platform);
    const { url: bareUrl } = await start('test/bench/bare-route.js');
    const issuer = await DemoIssuer.open(path.join(folder, 'demo.jwk'), undefined);
    const operator = { authorization: `Bearer ${await issuer.sign({ role: 'operator' })}` };
    const partnership = await prepare(url, operator, issuer);
    const broker = await issuer.sign({ role: 'broker', partnerships: [partnership] });
    const headers = { authorization: `Bearer ${broker}` };
    return work({ url, bareUrl, headers, pid: child.pid ?? 0 });
  });
}

/** Interleaves rounds of both and answers the median round of each; `platform` is the program that takes the commands. */
export function benchHttp(
  platform = 'apps/platform/src/main.js',
  seconds = 4,
): Promise<HttpFigures> {
  return onPlatform(platform, async ({ url, bareUrl, headers }) => {
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
  });
}

/** The n-th need that is noticed. */
export const need = (n: number) => ({
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

const median = (loads: readonly Load[]): Load =>
  [...loads].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(loads.length / 2)] as Load;
