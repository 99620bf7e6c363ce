import { afterAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { breachesIn, rules } from './cruised.js';

const probes = join(import.meta.dirname, 'probes');
const names = [...new Set(rules.map((it) => it.name ?? ''))];
const packages = ['@jest/globals', '@nestjs/common', 'class-validator', 'pg', 'typeorm', 'uuid'];
const folders: string[] = [];

/** A sound little house, built once so that `dist` is there too, with the files of one probe put over it. */
function houseWith(probe?: string): string {
  const house = mkdtempSync(join(tmpdir(), 'house-'));
  folders.push(house);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  };
  const paths = { '#*': [join(house, 'libs/*/src/index.ts')] };
  const nodenext = { module: 'nodenext', moduleResolution: 'nodenext' };
  put('tsconfig.json', JSON.stringify({ compilerOptions: { ...nodenext, paths } }));
  const imports = { '#*': './dist/libs/*/src/index.js' };
  put('package.json', JSON.stringify({ name: 'house', type: 'module', imports }));
  for (const lib of ['eventing', 'network', 'intelligence', 'brokerage', 'http'])
    put(`dist/libs/${lib}/src/index.js`, '');
  for (const name of packages) put(`node_modules/${name}/index.js`, '');
  cpSync(join(probes, 'house'), house, { recursive: true });
  if (probe) cpSync(join(probes, probe), house, { recursive: true });
  return house;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('the import rules', () => {
  it('find nothing wrong with a sound house', async () => {
    expect(await breachesIn(houseWith())).toEqual([]);
  });

  it('find nothing wrong with this house', async () => {
    expect(await breachesIn(join(import.meta.dirname, '../..'))).toEqual([]);
  });

  it('have a probe each', () => {
    expect(readdirSync(probes).filter((it) => it !== 'house')).toEqual([...names].sort());
  });

  describe.each(names)('%s', (name: string) => {
    const variants = readdirSync(join(probes, name));

    it.each(variants)('is broken by the probe %s, and nothing else is', async (variant: string) => {
      const breaches = await breachesIn(houseWith(join(name, variant)));
      expect([...new Set(breaches.map((it) => it.rule))]).toEqual([name]);
    });

    const parts = rules.filter((it) => it.name === name).map((it) => ({ ...it }));
    it.each(parts)('has a probe for: $comment', async (part: (typeof rules)[number]) => {
      const breaches = variants.map((it) => breachesIn(houseWith(join(name, it)), [part]));
      expect((await Promise.all(breaches)).flat()).not.toEqual([]);
    });
  });
});
