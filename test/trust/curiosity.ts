import fc from 'fast-check';
import type { Role } from '#http';
import { addressOf, filled } from '../access/bodies.js';
import { type Grant, granted, routeOf } from '../access/golden.js';
import { actors, type Side } from './parties.js';

/** A request of the curious, before it is known to which house it goes. */
export interface Asked {
  readonly role: Role;
  readonly method: 'GET' | 'POST';
  where(side: Side): string;
  body?(side: Side): unknown;
  readonly accept?: string;
}

type Whose = 'own' | 'neighbour' | 'foreign' | 'nobody';
const nobody = '00000000-0000-4000-8000-000000000000';
const whose = fc.constantFrom<Whose>('own', 'own', 'neighbour', 'foreign', 'foreign', 'nobody');

const idsOf = (side: Side, of: Whose): Readonly<Record<string, string>> =>
  of === 'nobody'
    ? Object.fromEntries(Object.keys(side.parties.own.ids).map((it) => [it, nobody]))
    : side.parties[of].ids;
const urnOf = (side: Side, of: Whose, nth = 0): string =>
  of === 'nobody' ? '999999' : (side.parties[of].urns[nth] ?? '');

const askable = granted.filter(
  (it) => !/\{.*\{/.test(it.path) && it.roles.some((role) => actors.includes(role)),
);
const reads = askable.filter((it) => it.method === 'GET');
const commands = askable.filter((it) => it.method === 'POST');

const roleOf = ({ roles }: Grant) => fc.constantFrom(...actors.filter((it) => roles.includes(it)));

/** Where a route leads for the subjects of somebody; an event is one of theirs, a trace that of a command of theirs. */
function address(side: Side, path: string, of: Whose): string {
  if (!path.includes('{')) return path;
  if (!path.startsWith('/v1/events'))
    return addressOf(path, idsOf(side, of) as never, urnOf(side, of));
  const event = side.parties.world
    .of(of === 'own' ? 'KpiCommitted' : 'NeedIdentified')
    .find((it) => it.data.urn === urnOf(side, of));
  return path
    .replace(/\{id\}/, event?.id ?? nobody)
    .replace(/\{\w+\}/, event?.correlationId ?? nobody);
}

/** Numbers of a body a little off, so that rules are met from both sides. */
const nudged = (body: unknown, by: number): unknown =>
  typeof body === 'number'
    ? body + by
    : Array.isArray(body)
      ? body.map((it) => nudged(it, by))
      : typeof body === 'object' && body !== null
        ? Object.fromEntries(Object.entries(body).map(([name, it]) => [name, nudged(it, by)]))
        : body;

/** Commands of the curious: for anybody's subject, naming anybody's. */
export const commandsAsked = (examples: ReadonlyMap<string, unknown>): fc.Arbitrary<Asked> =>
  fc.constantFrom(...commands).chain((route) =>
    fc
      .record({
        role: roleOf(route),
        subject: whose,
        named: fc.array(whose, { minLength: 4, maxLength: 4 }),
        by: fc.constantFrom(0, 0, 0, 1, -1, 40),
      })
      .map(({ role, subject, named, by }) => ({
        role,
        method: 'POST' as const,
        [fc.toStringMethod]: () => `${role} POST ${route.path}`,
        where: (side: Side) => address(side, route.path, subject),
        body: (side: Side) => {
          let nth = 0;
          const other = (_: string, kind: string): string => {
            const of = named[nth++ % named.length] ?? 'own';
            return kind === 'school' ? urnOf(side, of) : (idsOf(side, of)[kind] ?? nobody);
          };
          return nudged(filled(examples.get(routeOf(route)), other), by);
        },
      })),
  );

/** The parameters of a read by name, as its description has them, with the values that it lists. */
export type ParametersOf = ReadonlyMap<
  string,
  readonly { name: string; words?: readonly string[] }[]
>;

const days = ['2024-12-15', '2025-03-31', '2025-07-31'];

/** Reads of the curious: at any moment, on either clock, by any filter and in any order, in any form. */
export const readsAsked = (parameters: ParametersOf): fc.Arbitrary<Asked> =>
  fc.constantFrom(...reads).chain((route) =>
    fc
      .record({
        role: roleOf(route),
        subject: whose,
        moment: fc.option(fc.constantFrom(...days), { nil: undefined, freq: 2 }),
        clock: fc.constantFrom('recorded', 'occurred'),
        filter: fc.option(fc.nat(), { nil: undefined }),
        of: whose,
        nth: fc.nat(1),
        limit: fc.constantFrom(undefined, '1', '3', '200'),
        accept: fc.constantFrom(undefined, undefined, 'text/csv', 'application/x-ndjson'),
      })
      .map(({ role, subject, moment, clock, filter, of, nth, limit, accept }) => ({
        role,
        method: 'GET' as const,
        [fc.toStringMethod]: () => `${role} GET ${route.path}`,
        ...(accept === undefined ? {} : { accept }),
        where: (side: Side) => {
          const known = parameters.get(route.path) ?? [];
          const names = new Set(known.map(({ name }) => name));
          const query = new URLSearchParams();
          if (moment && names.has('as-of')) {
            query.set('as-of', moment);
            if (names.has('clock')) query.set('clock', clock);
          }
          if (limit && names.has('limit')) query.set('limit', limit);
          const chosen = filter === undefined ? undefined : known[filter % known.length];
          const value = chosen && valueOf(side, chosen, of, nth, filter ?? 0);
          if (chosen && value && !query.has(chosen.name)) query.set(chosen.name, value);
          const asked = query.toString();
          return `${address(side, route.path, subject)}${asked ? `?${asked}` : ''}`;
        },
      })),
  );

function valueOf(
  side: Side,
  { name, words }: { name: string; words?: readonly string[] },
  of: Whose,
  nth: number,
  which: number,
): string | undefined {
  if (['as-of', 'clock', 'cursor', 'after', 'limit', 'from', 'to'].includes(name)) return undefined;
  if (words?.length) return words[which % words.length];
  if (/urn$/i.test(name)) return urnOf(side, of, nth);
  const kind = name.replace(/Id$/, '').replace('leader', 'provider');
  const id = idsOf(side, of)[kind];
  if (id && name.endsWith('Id')) return id;
  return name === 'identity' ? `kpi:${idsOf(side, of).kpi ?? nobody}` : undefined;
}
