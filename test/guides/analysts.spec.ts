import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { testFolder } from '#testing';
import { houseAtHand } from '../../apps/cli/src/house-at-hand.js';
import { run } from '../../apps/cli/src/program.js';
import { type AccessHouse, demonstrationHouse } from '../access/house.js';

const guide = readFileSync(
  path.resolve(import.meta.dirname, '../../docs/guides/analysts.md'),
  'utf8',
);
const snippets = (language: string): string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (it) => it[1]!,
  );
/** Whether a program is on this machine, and does this. */
const has = (program: string, ...words: string[]): boolean =>
  spawnSync(program, words).status === 0;
const where = (there: boolean) => (there ? it : it.skip);

const role = `guide_${process.pid}`;
const folder = testFolder();
let house: AccessHouse;
let env: Record<string, string>;

beforeAll(async () => {
  house = await demonstrationHouse();
  const agreed = (await house.events()).find((it) => it.type === 'DeploymentAgreed')!;
  const urn = agreed.tags.find((it) => it.startsWith('urn:'))!.slice('urn:'.length);
  env = {
    URL: house.url,
    TOKEN: await house.sign({ role: 'analyst', partnerships: ['*'] }),
    URN: urn,
    CORRELATION: agreed.correlationId,
  };
  const [granted] = await typed(['analyst', 'grant', '--role', role, '--create', '--json']);
  env.PGURL = JSON.parse(granted!.out).url;
}, 60_000);
afterAll(async () => {
  const admin = new pg.Client({ connectionString: house.databaseUrl });
  await admin.connect();
  for (const it of [role, `${role}_too`]) await admin.query(`drop owned by ${it}; drop role ${it}`);
  await admin.end();
  await house.close();
});

/** Command lines of `groundswell`, run on the house of this spec. */
async function typed(...lines: string[][]): Promise<{ code: number; out: string }[]> {
  const done = [];
  for (const words of lines) {
    let out = '';
    const code = await run(words, {
      nodeVersion: process.versions.node,
      settings: () => house.config,
      out: (text) => (out += text),
      err: (text) => (out += text),
      interrupted: new AbortController().signal,
      sign: () => Promise.resolve(env.TOKEN!),
      open: () => houseAtHand(house.config),
    });
    done.push({ code, out });
  }
  return done;
}

/** The words of a line, quotes and variables as a shell has them. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((it) =>
    (it[1] ?? it[2] ?? it[3] ?? '').replace(/\$(\w+)/g, (_, name: string) => env[name] ?? ''),
  );

/** Runs a program; streams that do not end are ended after a moment. */
async function runs(program: string, words: string[], input = ''): Promise<string> {
  const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  child.stdout.on('data', (it: Buffer) => {
    out += it.toString();
    if (out.includes(': caught up')) child.kill();
  });
  child.stderr.on('data', (it: Buffer) => (err += it.toString()));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0 && !out.includes(': caught up')) throw new Error(`${code}: ${err}${out}`);
  return out;
}

const shell = snippets('sh').flatMap((it) => it.trim().split('\n'));

describe('the guide for analysts', () => {
  const asked = shell.filter((it) => it.includes('curl '));

  it('has snippets of every kind', () => {
    expect(asked.length).toBeGreaterThan(10);
    for (const language of ['sql', 'r', 'python']) expect(snippets(language)).not.toEqual([]);
  });

  it.each(asked)('%s', async (line) => {
    const out = await runs('bash', [
      '-c',
      `set -o pipefail; ${line.startsWith('curl -sN') ? 'exec ' : ''}${line}`,
    ]);
    if (line.startsWith('CORRELATION=') || line.includes('> ')) return;
    if (line.startsWith('curl -sN')) {
      expect(out).toContain(': caught up');
      return;
    }
    const said = JSON.parse(out) as { items?: unknown[]; steps?: unknown[] };
    expect((said.items ?? said.steps ?? []).length).toBeGreaterThan(0);
  });

  const verbs = shell
    .map((it) => /(?:^|\$\()groundswell ([^)]+?)\)?$/.exec(it)?.[1])
    .filter((it) => it !== undefined);
  it.each(verbs)('groundswell %s', async (line) => {
    const words = wordsOf(line).map((it) => (it === 'ana' ? `${role}_too` : it));
    const [said] = await typed(words);
    expect(said!.code).toBe(0);
    expect(said!.out.trim()).not.toBe('');
  });

  const queries = snippets('sql');
  it.each(queries)('by SQL: %s', async (query) => {
    const client = new pg.Client({ connectionString: env.PGURL! });
    await client.connect();
    try {
      expect((await client.query(query)).rows.length).toBeGreaterThan(0);
    } finally {
      await client.end();
    }
  });

  where(has('psql', '--version'))('by psql, when it is there', async () => {
    for (const query of queries) {
      const out = await runs('psql', [env.PGURL!, '-v', 'ON_ERROR_STOP=1', '-c', query]);
      expect(out).toMatch(/\(\d+ rows?\)/);
    }
    const lines = shell.filter((it) => it.startsWith('psql '));
    expect(lines).not.toEqual([]);
    for (const line of lines) expect(await runs('bash', ['-c', line])).toContain('rows)');
  });

  for (const [index, snippet] of snippets('python').entries()) {
    const driver = snippet.includes('psycopg') ? 'psycopg' : 'json';
    where(has('python3', '-c', `import ${driver}`))(
      `in Python with ${driver}, when it is there (${index})`,
      async () => {
        expect((await runs('python3', ['-'], snippet)).trim()).not.toBe('');
      },
    );
  }

  for (const snippet of snippets('r'))
    where(has('Rscript', '-e', 'library(DBI); library(RPostgres)'))(
      'in R, when it is there',
      async () => {
        expect((await runs('Rscript', ['-'], snippet)).trim()).not.toBe('');
      },
    );
});
