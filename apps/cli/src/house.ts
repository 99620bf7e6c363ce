import type { EventStore, Position } from '#eventing';
import type { Role } from '#http';
import type { ImportReport } from '#network';
import type { Verification } from '#projections';
import type { Dossier, Outlook, RequestErasure } from '#register';

/** How far one follower of the log is: a read model, a process or the index of identities. */
export interface Following {
  readonly name: string;
  readonly version: number;
  /** Where it stands; absent when it has never run. */
  readonly position?: Position;
  /** Whether it has everything that the log holds. */
  readonly caughtUp: boolean;
  /** Who leads it, when anybody does. */
  readonly owner?: string;
  readonly lastError?: string;
}

/** Whether a read model is what a fold of the log from nothing gives. */
export type Verified = Pick<Verification, 'projection' | 'rows' | 'ok' | 'difference'> & {
  /** Why it could not be compared. */
  readonly error?: string;
};

/** Whom a demonstration token speaks for. */
export interface Grant {
  readonly role: Role;
  readonly partnerships: readonly string[];
  readonly urns: readonly string[];
  readonly ttlSeconds: number;
}

/** What is asked when a person is to be forgotten. */
export type Forgetting = Pick<RequestErasure, 'basis' | 'requestedBy' | 'erase' | 'keep'>;

/** What the verbs need of the house; apps/platform composes it. */
export interface House {
  readonly store: EventStore;
  following(): Promise<readonly Following[]>;
  /** Compares every read model, or the one named; none when there is no such. */
  verify(name?: string): Promise<readonly Verified[]>;
  /** Throws when the file cannot be read as a whole: then nothing was written. */
  importSchools(
    file: string,
    progress: (phase: string, rows: number) => void,
  ): Promise<ImportReport>;
  /** Everything the house holds on a person; throws when nobody was ever registered by this id. */
  dossier(personId: string): Promise<Dossier>;
  /** How an erasure of a person stands, and what it would do. */
  outlook(personId: string): Promise<Outlook>;
  /** Erases a person, and answers how it stands then; throws when something is in the way. */
  forget(personId: string, asked: Forgetting): Promise<Outlook>;
  /** Throws when an acknowledged commit would not survive a crash. */
  assertDurable(): Promise<void>;
  /** Migrations that are not applied yet. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Lets go of everything; a store that ran before runs on. */
  close(): Promise<void>;
}
