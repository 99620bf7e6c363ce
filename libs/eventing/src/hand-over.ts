import type { Position, Recorded } from './message.js';

/** Events that one call stored: those after one position up to another, with nothing between them. */
export interface Stored {
  readonly after: Position;
  readonly upTo: Position;
  readonly count: number;
  /** The events as they would be read back, the caller's own at each call. */
  events(): Recorded[];
}

const ROOM = 4_000;

/**
 * What this process stored lately, for its own subscriptions, so that they need not read it back. A piece is given only
 * to whom it follows on without a gap: whatever another process stored between is read from the log. For logs whose
 * positions tell what follows on what.
 */
export class HandOver {
  private readonly pieces = new Map<Position, Stored>();
  private kept = 0;
  private last: Position | undefined;

  /** `room` bounds how many events it keeps. */
  constructor(private readonly room = ROOM) {}

  /** Takes what is durable; what it has no room for is read from the log by those who come too late. */
  add(piece: Stored): void {
    if (this.last === undefined || piece.upTo > this.last) this.last = piece.upTo;
    this.pieces.set(piece.after, piece);
    this.kept += piece.count;
    for (const [after, { count }] of this.pieces) {
      if (this.kept <= this.room) return;
      this.pieces.delete(after);
      this.kept -= count;
    }
  }

  /** What follows on a position, when that was stored here and is not longer than `most` events. */
  next(after: Position, most: number): Stored | undefined {
    const piece = this.pieces.get(after);
    return piece && piece.count <= most ? piece : undefined;
  }

  /** Whether something that was stored here stands after a position. */
  isBeyond(position: Position): boolean {
    return this.last !== undefined && this.last > position;
  }
}
