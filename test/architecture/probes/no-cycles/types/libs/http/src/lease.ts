import type { Mover } from './mover.js';

export interface LeaseId {
  readonly name: string;
}

export const movedBy = (mover: Mover, id: LeaseId) => mover.move(id);
