import { ORIGIN, type Position } from '#eventing';

const WIDTH = 20;
const TOKEN = /^([0-9a-f]{8})\.(0|[a-t][0-9]{1,20})$/;
const LARGEST = '9223372036854775807'.padStart(WIDTH, '0');

/**
 * Positions as callers see them: `<log>.<place>`. Tokens of one log sort as text in log order; those of another
 * log are told apart.
 */
export class PositionTokens {
  private readonly log: string;

  /** `logId` is that of the event store. */
  constructor(logId: string) {
    this.log = logId
      .replaceAll(/[^0-9a-f]/g, '')
      .padEnd(8, '0')
      .slice(0, 8);
  }

  /** The token of a position. The letter states how many digits follow, so that tokens sort. */
  of(position: Position): string {
    const digits = position.replace(/^0+/, '');
    const place = digits === '' ? '0' : `${String.fromCharCode(96 + digits.length)}${digits}`;
    return `${this.log}.${place}`;
  }

  /** The position of a token; `malformed`, or that it belongs to `another-log`. */
  read(token: string): Position | 'malformed' | 'another-log' {
    const [, log, place = ''] = TOKEN.exec(token) ?? [];
    if (log === undefined) return 'malformed';
    if (log !== this.log) return 'another-log';
    if (place === '0') return ORIGIN;
    const digits = place.slice(1);
    const position = digits.padStart(WIDTH, '0') as Position;
    if (place.charCodeAt(0) - 96 !== digits.length || digits.startsWith('0') || position > LARGEST)
      return 'malformed';
    return position;
  }
}
