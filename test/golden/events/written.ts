import ts from 'typescript';
import { clausesFor, holdsFor, isType, leaves } from './branches.js';
import { root } from './program.js';

/**
 * The texts written as `type` in a function, and in the functions of the house that it names: those that are reached
 * for a command of one type.
 */
export function writtenIn(start: ts.Node, command: string, checker: ts.TypeChecker): string[] {
  const found = new Set<string>();
  const seen = new Set<ts.Node>();
  const all = (statements: readonly ts.Statement[]): void => {
    for (const it of statements) {
      visit(it);
      if (ts.isIfStatement(it) && holdsFor(it.expression, command, checker) === true)
        if (leaves(it.thenStatement)) return;
      if (leaves(it)) return;
    }
  };
  const texts = (it: ts.Expression): void => {
    if (ts.isConditionalExpression(it)) {
      const holds = holdsFor(it.condition, command, checker);
      if (holds !== false) texts(it.whenTrue);
      if (holds !== true) texts(it.whenFalse);
    } else if (ts.isStringLiteral(it)) found.add(it.text);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isBlock(node)) {
      all(node.statements);
      return;
    }
    if (ts.isSwitchStatement(node) && isType(node.expression)) {
      all(clausesFor(node.caseBlock, command));
      return;
    }
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const [condition, yes, no] = ts.isIfStatement(node)
        ? [node.expression, node.thenStatement, node.elseStatement]
        : [node.condition, node.whenTrue, node.whenFalse];
      const holds = holdsFor(condition, command, checker);
      visit(condition);
      if (holds !== false) visit(yes);
      if (holds !== true && no) visit(no);
      return;
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'type') {
      texts(node.initializer);
      return;
    }
    if (ts.isIdentifier(node)) follow(node);
    else ts.forEachChild(node, visit);
  };
  const follow = (name: ts.Identifier): void => {
    let symbol = checker.getSymbolAtLocation(name);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
    const target = symbol?.valueDeclaration;
    if (!target || seen.has(target) || !isOfTheHouse(target)) return;
    const body = ts.isFunctionDeclaration(target)
      ? target.body
      : ts.isVariableDeclaration(target) &&
          target.parent.parent.parent.kind === ts.SyntaxKind.SourceFile
        ? target.initializer
        : undefined;
    if (!body) return;
    seen.add(target);
    visit(body);
  };
  visit(start);
  return [...found].sort();
}

const isOfTheHouse = (node: ts.Node): boolean => {
  const { fileName } = node.getSourceFile();
  return fileName.startsWith(`${root}/libs/`) && !fileName.startsWith(`${root}/libs/eventing/`);
};
