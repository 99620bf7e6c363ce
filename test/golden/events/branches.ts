import ts from 'typescript';

/** Whether a condition holds for a command of this type; undefined when it depends on something else. */
export function holdsFor(
  condition: ts.Expression,
  command: string,
  checker: ts.TypeChecker,
): boolean | undefined {
  if (ts.isParenthesizedExpression(condition))
    return holdsFor(condition.expression, command, checker);
  if (ts.isIdentifier(condition)) {
    const declared = checker.getSymbolAtLocation(condition)?.valueDeclaration;
    return declared && ts.isVariableDeclaration(declared) && declared.initializer
      ? holdsFor(declared.initializer, command, checker)
      : undefined;
  }
  if (!ts.isBinaryExpression(condition) || !isType(condition.left)) return undefined;
  if (!ts.isStringLiteral(condition.right)) return undefined;
  const equal = condition.right.text === command;
  if (condition.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken) return equal;
  if (condition.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return !equal;
  return undefined;
}

/** `type`, or `<something>.type`. */
export const isType = (it: ts.Expression): boolean =>
  (ts.isIdentifier(it) && it.text === 'type') ||
  (ts.isPropertyAccessExpression(it) && it.name.text === 'type');

/** The statements that a switch over the type of a command comes to, for one command. */
export function clausesFor(block: ts.CaseBlock, command: string): readonly ts.Statement[] {
  const labelled = block.clauses.findIndex(
    (it) =>
      ts.isCaseClause(it) && ts.isStringLiteral(it.expression) && it.expression.text === command,
  );
  const from = labelled >= 0 ? labelled : block.clauses.findIndex((it) => ts.isDefaultClause(it));
  if (from < 0) return [];
  const statements: ts.Statement[] = [];
  for (const clause of block.clauses.slice(from)) {
    statements.push(...clause.statements);
    if (leaves(clause.statements.at(-1)) || clause.statements.some((it) => ts.isBreakStatement(it)))
      break;
  }
  return statements;
}

/** Whether nothing after a statement is reached. */
export function leaves(statement: ts.Statement | undefined): boolean {
  if (!statement) return false;
  if (ts.isBlock(statement)) return leaves(statement.statements.at(-1));
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}
