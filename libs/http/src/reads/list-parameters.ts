import type { FastifyRequest } from 'fastify';
import {
  type AnyReads,
  filterNames,
  filtered,
  type ListAsked,
  searched,
  sortable,
} from '#read-model';
import { invalid } from '../problem/problem.js';
import { asOfParameters, limitOf, type Parameters, parametersOf } from './parameters.js';

/** What a list was asked for: single parameters, and filters of several values. */
export interface ListGiven {
  readonly single: Parameters;
  readonly filters: Readonly<Record<string, string | readonly string[]>>;
}

const entityOf = ({ projection }: AnyReads) => projection.entity;

/** The parameters that a list has besides its filters. */
const singleOf = (read: AnyReads): readonly string[] => [
  ...Object.keys(read.flags),
  ...(searched(entityOf(read)).length > 0 ? ['search'] : []),
  ...(sortable(entityOf(read)).length > 0 ? ['sort'] : []),
  ...['count', 'limit', 'cursor'],
];

/** The parameters of a list and of a route around it; a 400 names each that it does not have, or that comes too often. */
export function listGiven(request: FastifyRequest, read: AnyReads): ListGiven {
  const names = filterNames(entityOf(read));
  const several = filtered(entityOf(read)).map((it) => it.property);
  const { query } = request;
  const all = query as Record<string, string | string[]>;
  const allowed = [...names, ...singleOf(read), ...asOfParameters];
  const single = parametersOf(request, allowed, several);
  const filters = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  return { single, filters };
}

/** What is asked of the rows, with flags as they are on a day. */
export function listAsked(
  read: AnyReads,
  { single, filters }: ListGiven,
  today: string,
): ListAsked {
  const { search, sort, cursor } = single;
  return {
    filters,
    flags: Object.entries(read.flags).flatMap(([name, { when }]) => {
      const hold = yesOrNo(single, name);
      return hold === undefined ? [] : [{ filters: when(today), hold }];
    }),
    ...(search === undefined ? {} : { search }),
    ...(sort === undefined ? {} : { sort }),
    ...(cursor === undefined ? {} : { cursor }),
    limit: limitOf(single),
    count: yesOrNo(single, 'count') ?? false,
  };
}

function yesOrNo(parameters: Parameters, name: string): boolean | undefined {
  const value = parameters[name];
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  throw invalid('query-invalid', { path: name, message: 'must be true or false' });
}
