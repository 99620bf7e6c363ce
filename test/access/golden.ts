import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Role, roles } from '#http';

const file = path.resolve(import.meta.dirname, '../golden/access.csv');

/** One line of the golden file: a route, and who is granted it. */
export interface Grant {
  readonly method: string;
  /** With `{parameters}`, as the API's description has it. */
  readonly path: string;
  /** The command or query; `public` for what is open to everybody. */
  readonly name: string;
  readonly roles: readonly Role[];
  /** How far it reaches for each of them. */
  readonly reach: Readonly<Partial<Record<Role, Reach>>>;
}

const reaches = {
  y: 'scope',
  p: 'partnership',
  i: 'partnership itself',
  s: 'school',
} as const;
type Reach = (typeof reaches)[keyof typeof reaches];

/** The access table as people wrote it, `test/golden/access.csv`: every route that is not public. */
export const granted: readonly Grant[] = read().filter((it) => it.name !== 'public');

/** The routes that are open to everybody. */
export const open: readonly Grant[] = read().filter((it) => it.name === 'public');

/** How a route is named in what a test says. */
export const routeOf = ({ method, path: at }: { method: string; path: string }) =>
  `${method} ${at}`;

function read(): Grant[] {
  const lines = parse<Record<string, string>>(readFileSync(file, 'utf8'), {
    columns: true,
    comment: '#',
    trim: true,
    skip_empty_lines: true,
  });
  return lines.map(({ method = '', path: at = '', name = '', ...cells }) => {
    for (const [role, cell] of Object.entries(cells))
      if (!roles.includes(role as Role) || !(cell === '' || cell in reaches))
        throw new Error(`${file}: ${method} ${at} says "${cell}" for ${role}`);
    const granted = roles.filter((role) => cells[role] !== '' && cells[role] !== undefined);
    const reach = Object.fromEntries(
      granted.map((role) => [role, reaches[cells[role] as keyof typeof reaches]]),
    );
    return { method, path: at, name, roles: granted, reach };
  });
}
