/** A route as the server knows it. */
export interface Route {
  readonly method: string;
  /** Its parameters in braces. */
  readonly path: string;
}

const STEP = 4;

/**
 * The routes in what Fastify prints of its router: a tree, four columns a level, each line a part of the path and its
 * methods. HEAD comes with every GET and is not stated apart.
 */
export function routesIn(tree: string): readonly Route[] {
  const parts: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!found) return [];
    const [, before = '', part = '', methods = ''] = found;
    parts.length = before.length / STEP;
    parts.push(part);
    const path = parts.join('').replaceAll(/:(\w+)/g, '{$1}');
    return methods
      .split(', ')
      .filter((it) => it !== '' && it !== 'HEAD')
      .map((method) => ({ method, path }));
  });
}
