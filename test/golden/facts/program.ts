import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The root of the checkout. */
export const root = join(import.meta.dirname, '../../..');

/** The contexts and the register, as TypeScript sees them: where facts are stated, decided and acted on. */
export function programOf(folder = 'libs'): ts.Program {
  const path = join(root, folder);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((it) => /\.ts$/.test(it) && !/\.spec\.ts$/.test(it))
    .map((it) => join(path, it));
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (it) => ts.sys.readFile(it));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(files, { ...options, noEmit: true });
}

/** The files of the house among those that the program reads. */
export const sourcesOf = (program: ts.Program): readonly ts.SourceFile[] =>
  program
    .getSourceFiles()
    .filter((it) => it.fileName.startsWith(root) && !it.fileName.includes('/node_modules/'));
