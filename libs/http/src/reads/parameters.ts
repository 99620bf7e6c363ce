import type { FastifyRequest } from 'fastify';
import { numberFault, numberIn, type NumberRule } from '#eventing';
import { textFault } from '../commands/plain-text.js';
import { isCalendarDay } from '../fields/calendar-day.js';
import { type Fault, invalid } from '../problem/problem.js';

/** The query parameters of a request, each given once. */
export type Parameters = Readonly<Record<string, string>>;

/** A past moment as a caller asks for it. */
export interface AsOf {
  /** A day, or a position's token. */
  readonly asked: string;
  readonly clock: 'recorded' | 'occurred';
}

/** The names of the parameters that every read has. */
export const asOfParameters = ['as-of', 'clock'] as const;

/**
 * The parameters of a request that are given once; a 400 names each that the route does not have, or that comes twice and
 * is not one of `several`.
 */
export function parametersOf(
  request: FastifyRequest,
  allowed: readonly string[],
  several: readonly string[] = [],
): Parameters {
  const faults: Fault[] = [];
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query as Record<string, string | string[]>)) {
    const fault = !allowed.includes(name)
      ? `is not a parameter of this route; it has ${allowed.join(', ')}`
      : typeof value === 'string' || several.includes(name)
        ? [value]
            .flat()
            .map(textFault)
            .find((it) => it !== undefined)
        : 'is given more than once';
    if (fault) faults.push({ path: name, message: fault });
    else if (typeof value === 'string') found[name] = value;
  }
  if (faults.length > 0) throw invalid('query-invalid', ...faults);
  return found;
}

/** The moment that `as-of` and `clock` ask for; none for an answer about now. */
export function asOfOf(parameters: Parameters): AsOf | undefined {
  const { 'as-of': asked, clock = 'recorded' } = parameters;
  if (clock !== 'recorded' && clock !== 'occurred')
    throw invalid('query-invalid', { path: 'clock', message: 'must be recorded or occurred' });
  if (asked === undefined) {
    if (clock === 'recorded') return undefined;
    throw invalid('query-invalid', { path: 'as-of', message: 'is needed with clock=occurred' });
  }
  if (/^\d{4}-/.test(asked) && !isCalendarDay(asked))
    throw invalid('query-invalid', {
      path: 'as-of',
      message: 'must be a day of the calendar, YYYY-MM-DD, or the token of a position',
    });
  return { asked, clock };
}

/** How many rows a list shows at most, and when nobody says. */
export const ROWS: NumberRule = { min: 1, max: 200, places: 0 };
export const USUAL = 50;

/** A number of a query parameter; `otherwise` when it is absent. */
export function numberOf(
  parameters: Parameters,
  path: string,
  rule: NumberRule,
  otherwise: number,
): number {
  const text = parameters[path];
  if (text === undefined) return otherwise;
  const value = numberIn(text);
  const message = numberFault(value, rule);
  if (message !== undefined) throw invalid('query-invalid', { path, message });
  return value;
}

/** How many rows a list shows: `limit`, 1 to 200, 50 when absent. */
export const limitOf = (parameters: Parameters): number =>
  numberOf(parameters, 'limit', ROWS, USUAL);
