import ts from 'typescript';
import { sourcesOf } from './program.js';

/** The union of events that a catalogue is of, by its name, and what its comments say of each event. */
export interface StatedEvents {
  readonly name: string;
  readonly says: ReadonlyMap<string, string>;
}

/** The unions that the catalogues of all `*.events.ts` are of. */
export function statedEvents(program: ts.Program): readonly StatedEvents[] {
  return sourcesOf(program)
    .filter((it) => it.fileName.endsWith('.events.ts'))
    .flatMap((source) =>
      catalogued(source).map((name) => ({ name, says: commentsOf(source, name) })),
    );
}

/** `NeedEvent`, where the file declares a `Catalogue<NeedEvent>`. */
function catalogued(source: ts.SourceFile): string[] {
  return source.statements
    .filter((it) => ts.isVariableStatement(it))
    .flatMap((it) => [...it.declarationList.declarations])
    .map((it) => it.type)
    .filter((it) => it !== undefined && ts.isTypeReferenceNode(it))
    .filter((it) => it.typeName.getText(source) === 'Catalogue')
    .flatMap((it) => it.typeArguments?.map((of) => of.getText(source)) ?? []);
}

/** The comment before a member of the union, by the name of its event. */
function commentsOf(source: ts.SourceFile, union: string): ReadonlyMap<string, string> {
  const says = new Map<string, string>();
  const declared = source.statements.find(
    (it): it is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(it) && it.name.text === union,
  );
  if (!declared || !ts.isUnionTypeNode(declared.type)) return says;
  let end = declared.type.getFullStart();
  for (const member of declared.type.types) {
    const between = source.text.slice(end, member.getStart(source));
    const comment = /\/\*\*([\s\S]*?)\*\//.exec(between)?.[1];
    const name = ts.isTypeReferenceNode(member) && member.typeArguments?.[0]?.getText(source);
    if (comment && name) says.set(name.slice(1, -1), plain(comment));
    end = member.getEnd();
  }
  return says;
}

const plain = (comment: string): string => comment.replace(/\s*\n\s*\* ?/g, ' ').trim();
