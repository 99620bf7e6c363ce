import ts from 'typescript';
import { sourcesOf } from './program.js';

/**
 * The sentence that each command says of itself, by its type: the second argument of `command(type, says)`, or the
 * comment of a command that has no class because it has no route.
 */
export function toldCommands(program: ts.Program): ReadonlyMap<string, string> {
  const told = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'command') {
      const [type, says] = node.arguments;
      if (type && says && ts.isStringLiteral(type) && ts.isStringLiteralLike(says))
        told.set(type.text, says.text);
    }
    if (ts.isInterfaceDeclaration(node)) {
      const type = node.members.find((it) => it.name?.getText() === 'type');
      const name = type && ts.isPropertySignature(type) ? type.type : undefined;
      const [comment] = ts.getJSDocCommentsAndTags(node);
      if (name && comment && ts.isLiteralTypeNode(name) && ts.isStringLiteral(name.literal))
        told.set(name.literal.text, oneLine(ts.getTextOfJSDocComment(comment.comment) ?? ''));
    }
    ts.forEachChild(node, visit);
  };
  sourcesOf(program)
    .filter((it) => it.fileName.endsWith('.commands.ts'))
    .forEach(visit);
  return told;
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim();
