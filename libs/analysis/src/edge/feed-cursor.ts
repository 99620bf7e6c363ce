import { Injectable } from '@nestjs/common';
import { ORIGIN, type Position } from '#eventing';
import { invalid, type Parameters, PositionTokens } from '#http';

const MARK = 'e:';

/** Where a caller begins to read: tokens of positions, and the cursors of pages, which are tokens in disguise. */
@Injectable()
export class FeedCursor {
  constructor(private readonly tokens: PositionTokens) {}

  /** The cursor that goes on after a position. */
  of(position: Position): string {
    return Buffer.from(MARK + this.tokens.of(position)).toString('base64url');
  }

  /** The position that `after` or `cursor` names; before the first event when neither is given. */
  startOf({ after, cursor }: Parameters): Position {
    if (cursor === undefined) return after === undefined ? ORIGIN : this.read(after, 'after');
    if (after !== undefined)
      throw invalid('query-invalid', { path: 'after', message: 'is not for a page with a cursor' });
    const text = Buffer.from(cursor, 'base64url').toString();
    return this.read(text.startsWith(MARK) ? text.slice(MARK.length) : '', 'cursor');
  }

  /** The position of a token; a 400 names where it came from. */
  read(token: string, path: string, code: 'query-invalid' | 'header-invalid' = 'query-invalid') {
    const position = this.tokens.read(token);
    if (position === 'another-log')
      throw invalid(code, { path, message: 'is a position of another log' });
    if (position === 'malformed')
      throw invalid(code, { path, message: 'must be a position as an answer of ours states it' });
    return position;
  }
}
