import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');
const contexts = ['network', 'intelligence', 'brokerage', 'improvement', 'review', 'evaluation'];
const roles =
  'events commands aggregate controller entity projection reads process lookup module spec adapter';

const sources = ['apps', 'libs', 'test/bench'].flatMap((folder) => filesIn(folder));
const sizes = sources
  .filter((it) => !it.endsWith('.spec.ts'))
  .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((it) => it.endsWith('.ts'))
      .map((it) => `${folder}/${it}`);
  } catch {
    return [];
  }
}

async function allowed(): Promise<string[]> {
  const path = pathToFileURL(join(root, 'infra/long-files.mjs')).href;
  const { longFiles } = (await import(path)) as { longFiles: () => string[] };
  return longFiles();
}

describe('the shape of the house', () => {
  it('has no file over 200 lines but those a decision names', async () => {
    const reasons = await allowed();
    expect(sizes.filter((it) => it.lines > 200 && !reasons.includes(it.file))).toEqual([]);
  });

  it('excuses only files that are there, and long', async () => {
    const long = sizes.filter((it) => it.lines > 200).map((it) => it.file);
    expect((await allowed()).filter((it) => !long.includes(it))).toEqual([]);
  });

  it('is made of small files: half of them under 60 lines', () => {
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(60);
  });

  it('means what a role says: controllers, modules, guards, filters and interceptors are Nest’s', () => {
    const told = [
      [/\.controller\.ts$/, /\bController\(/],
      [/\.module\.ts$/, /@(Context)?Module\(/],
      [/\.guard\.ts$/, /implements CanActivate\b/],
      [/\.filter\.ts$/, /@Catch\(/],
      [/\.interceptor\.ts$/, /implements NestInterceptor\b/],
      [/\.aggregate\.ts$/, /\bcommandsOf\(/],
    ] as const;
    const found = sources.filter((file) => {
      const role = told.find(([name]) => name.test(file));
      return role && !role[1].test(readFileSync(join(root, file), 'utf8'));
    });
    expect(found).toEqual([]);
  });

  it('says the role of a file in its name, in a folder for each noun', () => {
    const role = `(${roles.replaceAll(' ', '|')})`;
    const named = new RegExp(
      `^libs/[a-z]+/src/((index|[a-z]+\\.module)|[a-z0-9-]+/[a-z0-9-]+(\\.${role})?(\\.[a-z]+\\.spec)?)\\.ts$`,
    );
    const inContexts = sources.filter((it) => contexts.some((c) => it.startsWith(`libs/${c}/`)));
    expect(inContexts.filter((it) => !named.test(it))).toEqual([]);
  });
});
