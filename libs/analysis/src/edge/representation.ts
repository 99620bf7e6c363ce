import { problem } from '#http';

/** How the feed can be given. */
export const representations = [
  'application/json',
  'application/x-ndjson',
  'text/event-stream',
] as const;

/** One of them. */
export type Representation = (typeof representations)[number];

/** The one that `Accept` likes best, JSON when it likes them alike; a 406 when it takes none of them. */
export function representationOf(accept: string | undefined): Representation {
  const ranges = (accept ?? '*/*').split(',').map((it) => {
    const [range = '', ...parameters] = it.split(';').map((part) => part.trim().toLowerCase());
    const q = parameters.find((part) => part.startsWith('q='));
    return { range, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const liked = representations.map((type) => {
    const [kind = ''] = type.split('/', 1);
    const named = [type, `${kind}/*`, '*/*']
      .map((range) => ranges.find((it) => it.range === range))
      .find((it) => it !== undefined);
    return { type, q: named?.q ?? 0 };
  });
  const best = liked.reduce((one, other) => (other.q > one.q ? other : one));
  if (best.q > 0) return best.type;
  throw problem('not-acceptable', `The feed is given as ${representations.join(', ')}.`);
}
