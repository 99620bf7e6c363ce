import type { Request } from './requests.js';

/** An answer, and how long it took. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly ms: number;
}

/** No answer takes longer, whatever is asked: whoever waits for more than this waits for nothing. */
export const LONGEST_MS = 10_000;

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What is wrong with an answer, whatever was asked; nothing when it is as it should be. */
export function wrongWith(request: Request, { status, headers, text, ms }: Answered): string[] {
  const found: string[] = [];
  if (ms > LONGEST_MS) found.push(`took ${Math.round(ms)} ms`);
  const later = headers.get('retry-after') !== null;
  if (status >= 500 && !(status === 503 && later)) found.push('is a fault of ours');
  if (status >= 400 && request.method !== 'HEAD')
    found.push(...wrongProblem(request, status, headers, text));
  return found;
}

function wrongProblem(request: Request, status: number, headers: Headers, text: string): string[] {
  if (!headers.get('content-type')?.startsWith('application/problem+json'))
    return ['is no problem+json'];
  const {
    code = '',
    detail = '',
    correlationId,
    ...problem
  } = JSON.parse(text) as Record<string, string>;
  const found: string[] = [];
  if (Number(problem.status) !== status || code === '' || detail === '')
    found.push('is no whole problem');
  if (correlationId !== headers.get('x-correlation-id')) found.push('has two correlation ids');
  const sent = `${decodeURIComponent(request.url)} ${request.body ?? ''}`.toLowerCase();
  const strange = [...detail.matchAll(ID)].filter(([id]) => !sent.includes(id));
  // a rule may name what is in the way; what is not there is only what was asked for
  if (status === 404 && strange.length > 0)
    found.push(`names ${strange.join(', ')}, which nobody sent`);
  return found;
}
