import type { FastifyRequest } from 'fastify';
import type { Aggregates } from '#eventing';
import { invalid, isCalendarDay, type Parameters, parametersOf } from '#http';
import type { Selection } from '../index/selection.js';

/** The parameters by which events are chosen; `type` may be repeated. */
export const chosenBy = [
  'type',
  'category',
  'stream',
  'identity',
  'clock',
  'from',
  'until',
] as const;

const LONGEST = 300;
const MOST_TYPES = 50;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** Which events a request asks for, and its other parameters. A 400 names each parameter that cannot be. */
export function chosen(
  request: FastifyRequest,
  more: readonly string[],
  aggregates: Aggregates,
): { readonly selection: Selection; readonly parameters: Parameters } {
  const { type, ...single } = request.query as Record<string, string | string[]>;
  const parameters = parametersOf({ query: single } as FastifyRequest, [...chosenBy, ...more]);
  const types = type === undefined ? undefined : [type].flat();
  const { category, stream, identity, clock = 'recorded', from, until } = parameters;
  const known = [...aggregates].map(({ decider }) => decider);
  const strange = types?.find((it) => !known.some(({ events }) => Object.hasOwn(events, it)));
  if (strange !== undefined) wrong('type', `${strange.slice(0, 60)} is no type of event`);
  if (types && types.length > MOST_TYPES) wrong('type', `is given more than ${MOST_TYPES} times`);
  if (category !== undefined && !known.some((it) => it.category === category))
    wrong('category', 'is no kind of stream; one is intelligence.need');
  if (stream !== undefined && (!/^[a-z-]+\.[a-z-]+-./.test(stream) || stream.length > LONGEST))
    wrong('stream', 'must be the name of a stream, as intelligence.need-…');
  if (identity !== undefined && (!/^[a-z]+:./.test(identity) || identity.length > LONGEST))
    wrong('identity', 'must be an identity as events name it: urn:139402, kpi:…');
  if (clock !== 'recorded' && clock !== 'occurred')
    return wrong('clock', 'must be recorded or occurred');
  const selection: Selection = {
    ...{ clock, types, category, stream, identity },
    from: from === undefined ? undefined : boundOf('from', from, clock),
    until: until === undefined ? undefined : boundOf('until', until, clock),
  };
  return { selection, parameters };
}

function boundOf(name: string, text: string, clock: 'recorded' | 'occurred'): string {
  if (isCalendarDay(text)) return text;
  const at = INSTANT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(at)) return wrong(name, 'must be a day, YYYY-MM-DD, or an instant of RFC 3339');
  if (clock === 'occurred') return wrong(name, 'must be a day with clock=occurred');
  return new Date(at).toISOString();
}

function wrong(path: string, message: string): never {
  throw invalid('query-invalid', { path, message });
}
