import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '../../..');

/** The sources of the libs whose path a pattern fits; never specs. */
export function sourcesIn(pattern: RegExp): readonly string[] {
  const libs = join(root, 'libs');
  return readdirSync(libs, { recursive: true, encoding: 'utf8' })
    .filter((it) => pattern.test(it) && it.endsWith('.ts') && !it.endsWith('.spec.ts'))
    .map((it) => join(libs, it));
}

const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (it) => ts.sys.readFile(it));

/** How the house is compiled. */
export const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
  noEmit: true,
};

/** Files, and what they import, as TypeScript sees them. */
export const programOf = (files: readonly string[], host?: ts.CompilerHost): ts.Program =>
  ts.createProgram(files, options, host);

/** The files of the house among those that the program reads. */
export const sourcesOf = (program: ts.Program): readonly ts.SourceFile[] =>
  program
    .getSourceFiles()
    .filter((it) => it.fileName.startsWith(root) && !it.fileName.includes('/node_modules/'));
