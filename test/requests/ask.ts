import type { AccessHouse } from '../access/house.js';
import { type Answered, LONGEST_MS } from './judge.js';
import type { Request } from './requests.js';

/** Tokens by whom they are of. */
export type Tokens = ReadonlyMap<string, string>;

/** Sends a request and hears its answer; of a stream that does not end, its head. */
export async function asked(
  house: AccessHouse,
  request: Request,
  tokens: Tokens,
): Promise<Answered> {
  const { method, url, by, headers, body } = request;
  const token = tokens.get(by);
  const began = performance.now();
  const gone = new AbortController();
  const late = setTimeout(() => gone.abort(), 2 * LONGEST_MS);
  try {
    const answer = await fetch(house.url + url, {
      method,
      signal: gone.signal,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      ...(body === undefined ? {} : { body }),
    });
    const stream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const text = stream ? '' : await answer.text();
    if (stream) gone.abort();
    const { status } = answer;
    return { status, headers: answer.headers, text, ms: performance.now() - began };
  } finally {
    clearTimeout(late);
  }
}

/** What is wrong with one answer, and how the request is played again. */
export const told = (
  request: Request,
  nth: number,
  { status, text }: Answered,
  wrong: readonly string[],
) =>
  `${nth < 0 ? 'sent again' : `request ${nth}`} by ${request.by}: ${request.method} ${request.url} ${JSON.stringify(request.headers)} ` +
  `${(request.body ?? '').slice(0, 400)}\n  was answered ${status} ${text.slice(0, 400)}\n  which ${wrong.join('; ')}`;
