/** One thing that is wrong with a request: where (`items.0.price`, or the name of a header or parameter) and what. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** Every problem of the edge's own, with its status and title; refusals bring their own code (409). */
const kinds = {
  'body-malformed': [400, 'The body cannot be read'],
  'body-invalid': [400, 'The body is not valid'],
  'header-invalid': [400, 'A header is not valid'],
  'path-invalid': [400, 'The path is not valid'],
  'query-invalid': [400, 'A query parameter is not valid'],
  'request-invalid': [400, 'The request is not valid'],
  unauthenticated: [401, 'Authentication required'],
  forbidden: [403, 'Forbidden'],
  'not-your-school': [403, 'Not your school'],
  'not-your-partnership': [403, 'Not your partnership'],
  'not-found': [404, 'Not found'],
  'route-unknown': [404, 'No such address'],
  'method-not-allowed': [405, 'Method not allowed'],
  'not-acceptable': [406, 'Not available in that form'],
  'request-timeout': [408, 'The request took too long to arrive'],
  busy: [409, 'Changed by others meanwhile'],
  erased: [410, 'Erased'],
  stale: [412, 'The subject has changed'],
  'body-too-large': [413, 'The body is too large'],
  'url-too-long': [414, 'The address is too long'],
  'media-type-unsupported': [415, 'Media type not supported'],
  parked: [409, 'Waiting for an operator'],
  'key-reused': [422, 'Idempotency-Key used before'],
  'too-many-subjects': [422, 'Too many subjects for one answer'],
  'too-many-requests': [429, 'Too many requests'],
  'too-many-streams': [429, 'Too many open streams'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Internal error'],
  unavailable: [503, 'Service unavailable'],
  'projection-behind': [503, 'Not up to date yet'],
} as const satisfies Record<string, readonly [number, string]>;

/** The code of a problem of the edge's own. */
export type ProblemCode = keyof typeof kinds;

interface Extra {
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not the one hoped for, as RFC 9457 has it. Throw it anywhere behind the edge. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly extra: Extra = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Problem';
  }

  /** The body, `application/problem+json`. */
  body(correlationId: string): object {
    const { code, status, title, detail } = this;
    return {
      type: `/problems/${code}`,
      title,
      status,
      code,
      detail,
      ...(this.extra.errors ? { errors: this.extra.errors } : {}),
      correlationId,
    };
  }
}

/** A problem of the edge's own. */
export function problem(code: ProblemCode, detail: string, extra: Extra = {}): Problem {
  const [status, title] = kinds[code];
  return new Problem(code, status, title, detail, extra);
}

const MOST = 100;

/** A 400 that names each of the places that are wrong (the first hundred). */
export function invalid(
  code: 'body-malformed' | 'body-invalid' | 'header-invalid' | 'path-invalid' | 'query-invalid',
  ...errors: readonly Fault[]
): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const where = first?.path ? `${first.path}: ` : '';
  return problem(code, `${where}${first?.message ?? 'not valid'}${more}`, {
    errors: errors.slice(0, MOST),
  });
}
