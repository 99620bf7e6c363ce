import type { LeaseId } from './lease.js';

export interface Mover {
  move(id: LeaseId): boolean;
}
