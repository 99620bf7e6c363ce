import { ORIGIN, type Position } from '#eventing';
import type { Place } from './server-event.js';

const DIGITS = 20;
/** What a server that is too old says of the events of a stream. */
const UNKNOWN = 0xffff_ffff_ffff_ffffn;
const TOKEN = /^([0-9]{20})(?:\.([0-9]{20}))?$/;

const digits = (value: bigint): string => String(value).padStart(DIGITS, '0');

/**
 * A place as the log's readers know it: twenty digits, which sort as text. Where an event was prepared is told only
 * when that is elsewhere, as in transactions of old. Throws when the server does not tell places.
 */
export function positionOf(place: Place | undefined): Position {
  if (!place || place.commit === UNKNOWN)
    throw new Error(
      'this server does not say where events of a stream stand: use EventStoreDB 23.10 or later',
    );
  const { commit, prepare } = place;
  const token = prepare === commit ? digits(commit) : `${digits(commit)}.${digits(prepare)}`;
  return token as Position;
}

/** A position as the server knows it; none for the origin. Throws `RangeError` for text that no log of this kind gave out. */
export function placeOf(position: Position): Place | undefined {
  if (position === ORIGIN) return undefined;
  const [, commit, prepare = commit] = TOKEN.exec(position) ?? [];
  if (commit === undefined || prepare === undefined || position > '09223372036854775807')
    throw new RangeError('not a position of this log');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
