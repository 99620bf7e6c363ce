import ts from 'typescript';
import { sourcesOf } from './program.js';
import { writtenIn } from './written.js';

/** What the sources say of the way of events: which each command records, and which commands each process sends. */
export interface Flow {
  /** Events by type of the command. */
  readonly records: ReadonlyMap<string, readonly string[]>;
  /** Commands by name of the process and type of the event. */
  readonly sends: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** Reads the deciders and processes: the types that are written in what they return, wherever it is put together. */
export function flowOf(program: ts.Program): Flow {
  const checker = program.getTypeChecker();
  const records = new Map<string, readonly string[]>();
  const sends = new Map<string, Map<string, string[]>>();
  for (const [kind, object] of declared(program)) {
    if (kind === 'Process') {
      const on = member(object, 'on');
      if (!on || !ts.isPropertyAssignment(on)) continue;
      const parts = (on.initializer as ts.ObjectLiteralExpression).properties;
      const each = parts.map((it): [string, string[]] => [
        it.name?.getText() ?? '',
        writtenIn(it, '', checker),
      ]);
      sends.set(nameOf(object, checker), new Map(each));
    } else {
      const decide = member(object, 'decide');
      if (!decide) continue;
      for (const command of commandsOf(decide, checker)) {
        if (records.has(command)) throw new Error(`two aggregates decide ${command}`);
        records.set(command, writtenIn(decide, command, checker));
      }
    }
  }
  return { records, sends };
}

/** The objects that are declared to be a `Decider` or a `Process`. */
function declared(program: ts.Program): [string, ts.ObjectLiteralExpression][] {
  return sourcesOf(program)
    .flatMap((it) => [...it.statements])
    .filter((it) => ts.isVariableStatement(it))
    .flatMap((it) => [...it.declarationList.declarations])
    .flatMap(({ type, initializer }): [string, ts.ObjectLiteralExpression][] => {
      if (!type || !ts.isTypeReferenceNode(type)) return [];
      const kind = type.typeName.getText();
      if (kind !== 'Decider' && kind !== 'Process') return [];
      return initializer && ts.isObjectLiteralExpression(initializer) ? [[kind, initializer]] : [];
    });
}

const member = (object: ts.ObjectLiteralExpression, name: string) =>
  object.properties.find((it) => it.name?.getText() === name);

function nameOf(process: ts.ObjectLiteralExpression, checker: ts.TypeChecker): string {
  const found = member(process, 'name');
  const type = found && checker.getTypeAtLocation((found as ts.PropertyAssignment).initializer);
  if (!type?.isStringLiteral()) throw new Error(`the name of ${process.getText()} is not a text`);
  return type.value;
}

/** The types of the commands that a decider is asked to decide. */
function commandsOf(decide: ts.Node, checker: ts.TypeChecker): string[] {
  const [signature] = checker.getTypeAtLocation(decide).getCallSignatures();
  const command = signature?.getParameters()[0];
  const type = command && checker.getTypeOfSymbolAtLocation(command, decide);
  const members = type?.isUnion() ? type.types : type ? [type] : [];
  return members.flatMap((it) => {
    const name = it.getProperty('type');
    const literal = name && checker.getTypeOfSymbolAtLocation(name, decide);
    return literal?.isStringLiteral() ? [literal.value] : [];
  });
}
