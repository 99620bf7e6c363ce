import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { problem } from '../problem/problem.js';

/** The form that `Accept` likes best, the first of them when it likes several alike; a 406 when it takes none. */
export function representationOf<T extends string>(
  { headers }: Pick<FastifyRequest, 'headers'>,
  forms: readonly T[],
): T {
  const best = new Negotiator({ headers }).mediaType([...forms]);
  if (best === undefined) throw problem('not-acceptable', `It is given as ${forms.join(', ')}.`);
  return best as T;
}
