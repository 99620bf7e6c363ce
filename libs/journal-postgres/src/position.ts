import { ORIGIN, type Position } from '#eventing';

/** A position as the log's readers know it: twenty digits, so that it sorts as text. */
export const positionOf = (value: bigint | number | string): Position =>
  value === '0' || value === 0 || value === 0n
    ? ORIGIN
    : (String(value).padStart(20, '0') as Position);

/** A position as PostgreSQL knows it. Throws `RangeError` for text that no log of this kind gave out. */
export function digitsOf(position: Position): string {
  if (position === ORIGIN) return '0';
  if (!/^[0-9]{20}$/.test(position) || position > '09223372036854775807')
    throw new RangeError('not a position of this log');
  return position;
}
