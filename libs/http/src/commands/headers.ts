import type { IncomingHttpHeaders } from 'node:http';
import { invalid } from '../problem/problem.js';

const KEY = /^[\x20-\x7e]{1,200}$/;
const REVISION = /^"(0|[1-9]\d{0,14})"$/;

/** The `Idempotency-Key` of a request, if it has one. */
export function idempotencyKeyOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw invalid('header-invalid', {
      path: 'Idempotency-Key',
      message: 'must be 1 to 200 printable ASCII characters',
    });
  return key;
}

/** The revision that `If-Match` names; `*` asks only that the subject exists, which an intent does anyway. */
export function ifMatchOf(headers: IncomingHttpHeaders): number | undefined {
  const tag = headers['if-match'];
  if (tag === undefined || tag === '*') return undefined;
  const revision = REVISION.exec(tag)?.[1];
  if (revision === undefined)
    throw invalid('header-invalid', {
      path: 'If-Match',
      message: 'must be one strong entity tag as an ETag of ours states it, e.g. "3"',
    });
  return Number(revision);
}
