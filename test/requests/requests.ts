import fc from 'fast-check';
import { type Role, roles } from '#http';
import type { Description, Operation } from './description.js';
import { operationsOf } from './description.js';
import { type IdsOf, nearly, valid, wildText, wildValue } from './values.js';

/** One generated request: everything that is sent. */
export interface Request {
  readonly method: string;
  /** As the description has it. */
  readonly route: string;
  readonly url: string;
  /** Whose token is sent; none, or a bad one. */
  readonly by: Role | 'nobody' | 'a stranger';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What requests are made of, besides the description: ids of subjects that are there, and positions of the log. */
export interface Stock {
  readonly idsOf: IdsOf;
  /** Ids that a route of this noun is about. */
  readonly idsAt: (noun: string) => readonly string[];
  /** As tokens. */
  readonly positions: readonly string[];
}

const often = <T>(usual: fc.Arbitrary<T>, weight: number, odd: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: usual, weight }, { arbitrary: odd, weight: 1 });
const seldom = <T>(it: fc.Arbitrary<T>, weight: number) =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight }, { arbitrary: it, weight: 1 });
/** What a header can carry at all. */
const inHeader = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 300)
    .trim();
const written = (it: string): string => encodeURIComponent(it.replaceAll(/\p{Surrogate}/gu, '?'));

const moments = (stock: Stock) =>
  fc.oneof(
    fc.constantFrom('2024-09-15', '2025-01-01', '2025-03-31', '2025-10-31', '2199-12-31'),
    fc.constantFrom(...stock.positions),
    wildText,
  );

/** Any request to any operation of a description, by anybody. */
export function requests(description: Description, stock: Stock): fc.Arbitrary<Request> {
  return fc.oneof(...operationsOf(description).map((it) => requestTo(description, it, stock)));
}

function requestTo(
  description: Description,
  operation: Operation,
  stock: Stock,
): fc.Arbitrary<Request> {
  const { method, path, roles: granted } = operation;
  return fc
    .record({
      url: urlOf(description, operation, stock),
      by: often<Request['by']>(
        granted.length > 0 ? fc.constantFrom(...granted) : fc.constant('nobody'),
        6,
        fc.constantFrom(...roles, 'nobody', 'a stranger'),
      ),
      headers: headersOf(stock),
      body: method === 'POST' ? bodyOf(description, operation, stock) : fc.constant(undefined),
      type: often(
        fc.constant('application/json'),
        40,
        fc.constantFrom('text/plain', '', 'application/json; charset=utf-16'),
      ),
    })
    .map(({ url, by, headers, body, type }) => ({
      ...{ method, route: path, url, by },
      headers: body === undefined ? headers : { ...headers, 'content-type': type },
      ...(body === undefined ? {} : { body }),
    }));
}

function urlOf(
  description: Description,
  { path, parameters }: Operation,
  stock: Stock,
): fc.Arbitrary<string> {
  const noun = path.split('/')[2] ?? '';
  const known = stock.idsAt(noun);
  const there = known.length > 0 ? fc.constantFrom(...known) : fc.uuid();
  const id = fc.oneof(
    { arbitrary: there, weight: 10 },
    { arbitrary: there.map((it) => it.toUpperCase()), weight: 1 },
    { arbitrary: fc.uuid(), weight: 1 },
    {
      arbitrary: wildText.filter((it) => !['', '.', '..'].includes(it) && it.length < 300),
      weight: 1,
    },
  );
  const where = path
    .split('/')
    .map((part) => (part.startsWith('{') ? id.map(written) : fc.constant(part)));
  const asked = parameters
    .filter((it) => it.in === 'query')
    .map(({ name, schema }) => {
      const one = name === 'as-of' ? moments(stock) : valid(description, schema, stock.idsOf, name);
      const value = often(one, 6, wildText).map((it) =>
        [it].flat().map((each) => `${written(name)}=${written(String(each))}`),
      );
      return seldom(value, 8).map((it) => it ?? []);
    });
  const strange = seldom(fc.tuple(wildText, wildText), 40).map((it) =>
    it ? [it.map(written).join('=')] : [],
  );
  return fc.tuple(fc.tuple(...where), fc.tuple(...asked), strange).map(([parts, query, more]) => {
    const all = [...query.flat(), ...more].join('&');
    return `${parts.join('/')}${all === '' ? '' : `?${all}`}`;
  });
}

const headersOf = (stock: Stock): fc.Arbitrary<Record<string, string>> =>
  fc
    .record({
      'if-match': seldom(
        fc.oneof(
          fc.nat(4).map((it) => `"${it}"`),
          fc.constantFrom('*', 'W/"1"', '"'),
          wildText,
        ),
        6,
      ),
      'idempotency-key': seldom(
        often(
          fc.nat(200).map((it) => `key-${it}`),
          6,
          wildText,
        ),
        2,
      ),
      'min-position': seldom(often(fc.constantFrom(...stock.positions), 6, wildText), 12),
      accept: seldom(
        fc.oneof(
          fc.constantFrom(
            'application/json',
            'text/csv',
            '*/*',
            'text/event-stream',
            'application/x-ndjson',
          ),
          wildText,
        ),
        4,
      ),
      'x-correlation-id': seldom(wildText, 20),
      'last-event-id': seldom(often(fc.constantFrom(...stock.positions), 2, wildText), 30),
    })
    .map((them) =>
      Object.fromEntries(
        Object.entries(them).flatMap(([name, it]) =>
          it === undefined ? [] : [[name, inHeader(it)]],
        ),
      ),
    );

function bodyOf(description: Description, { body = {} }: Operation, stock: Stock) {
  const good = valid(description, body, stock.idsOf);
  const json = (it: fc.Arbitrary<unknown>) => it.map((value) => JSON.stringify(value) ?? 'null');
  return fc.oneof(
    { arbitrary: json(good), weight: 10 },
    { arbitrary: json(nearly(good)), weight: 6 },
    { arbitrary: json(wildValue), weight: 1 },
    {
      arbitrary: fc.oneof(
        wildText,
        json(good).map((it) => it.slice(0, -1)),
      ),
      weight: 1,
    },
  );
}
