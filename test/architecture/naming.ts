import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { AnyProcess, Projection } from '#eventing';
import type { contextOf } from '#http';

/** Texts by their paths from the root of the checkout. */
export type Tree = ReadonlyMap<string, string>;

const CODE = /\.(ts|mjs|cjs|js|sql)$/;
const DATA = /\.(json|csv|yml)$/;
const APART = /(^|\/)(node_modules|dist)\/|^test\/architecture\/probes\//;
/** Written by `npm run golden` from the code, or the proof of a noun itself. */
const WRITTEN = /^libs\/contracts\/shapes\/|^test\/golden\/[\w-]+\.json$|\.spec\.ts$/;

/** Whatever people write that makes the house: all but specs, what is generated, and prose. */
export function handWritten(root: string): Tree {
  const files = ['apps', 'libs', 'test', 'infra'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (it) => `${folder}/${it}`,
    ),
  );
  const beside = readdirSync(root).filter((it) => it !== 'package-lock.json');
  return new Map(
    [...files, ...beside]
      .filter((it) => (CODE.test(it) || DATA.test(it)) && !APART.test(it) && !WRITTEN.test(it))
      .map((it) => [it, readFileSync(join(root, it), 'utf8')]),
  );
}

/**
 * By what a noun can be named from outside: what its files export and what they are called, its events and commands, its
 * read models, tables, processes and addresses.
 */
export function namesOf(
  category: string,
  { aggregates, projections, processes, reads }: ReturnType<typeof contextOf>,
  own: Tree,
): ReadonlySet<string> {
  const aggregate = aggregates.find((it) => it.decider.category === category);
  if (!aggregate) throw new Error(`no aggregate of this context is ${category}`);
  const { decider, access, collection } = aggregate;
  const events = Object.keys(decider.events as object);
  const hears = ({ on }: Projection | AnyProcess): boolean =>
    events.some((it) => Object.hasOwn(on, it));
  const served = reads.filter((it) => hears(it.projection));
  const stated = [
    ...[category, decider.identity, collection],
    ...[...projections, ...processes].filter(hears).map((it) => it.name),
    ...served.map((it) => it.path),
  ];
  return new Set([
    ...events,
    ...Object.keys(access),
    ...served.map((it) => it.name),
    ...stated.map((it) => it.slice(Math.max(it.lastIndexOf('.'), it.lastIndexOf('/')) + 1)),
    ...[...own.keys()].map((it) => /([\w-]+)(\.\w+)?\.ts$/.exec(it)?.[1] ?? it),
    ...[...own].flatMap(([file, text]) => exportsOf(sourceOf(file, text))),
  ]);
}

/** The files of a tree that name one of these: code by an identifier or in a literal, data by a value or a part of an address. */
export const filesNaming = (names: ReadonlySet<string>, tree: Tree): readonly string[] =>
  [...tree]
    .filter(([file, text]) => {
      const maybe = [...names].some((it) => text.includes(it));
      return maybe && wordsOf(file, text).some((it) => names.has(it));
    })
    .map(([file]) => file);

function wordsOf(file: string, text: string): readonly string[] {
  if (file.endsWith('.sql')) return text.split(/\W+/);
  // what is said in a sentence of a register names no code
  if (DATA.test(file)) return text.replaceAll(/^#.*$/gm, '').split(/[\s]*[",:/{}\n]+[\s]*/);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) words.push(node.text);
    else if (ts.isLiteralExpression(node) || ts.isTemplateLiteralToken(node))
      words.push(...node.text.split(/[^\w-]+/));
    ts.forEachChild(node, visit);
  };
  visit(sourceOf(file, text));
  return words;
}

const sourceOf = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest);

/** What a file declares for others. */
function exportsOf(source: ts.SourceFile): string[] {
  return source.statements.flatMap((it) => {
    const open = ts.canHaveModifiers(it) && ts.getModifiers(it)?.some(isExport);
    if (!open) return [];
    const declared = ts.isVariableStatement(it) ? [...it.declarationList.declarations] : [it];
    return declared.flatMap(({ name }: { name?: ts.Node }) =>
      name && ts.isIdentifier(name) ? [name.text] : [],
    );
  });
}

const isExport = ({ kind }: ts.ModifierLike): boolean => kind === ts.SyntaxKind.ExportKeyword;
