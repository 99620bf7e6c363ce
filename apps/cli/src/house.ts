import type { EventStore, Position } from '#eventing';

/** How far one read model is. */
export interface Following {
  readonly name: string;
  readonly version: number;
  readonly position: Position;
  /** Facts it has yet to fold, or undefined when that is not known. */
  readonly behind?: number;
  readonly parked: number;
  readonly lastError?: string;
}

/** Whether a read model is what a fold of the log from nothing gives. */
export interface Verified {
  readonly name: string;
  readonly rows: number;
  /** The first row that differs; absent when all are equal. */
  readonly differs?: { readonly key: string; readonly live: unknown; readonly folded: unknown };
}

/** What an import did with one file. */
export interface ImportReport {
  readonly file: string;
  readonly layout: string;
  readonly added: number;
  readonly changed: number;
  readonly corrected: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

/** Whom a demonstration token speaks for. */
export interface Grant {
  readonly role: string;
  readonly partnerships: readonly string[];
  readonly urns: readonly string[];
  readonly ttlSeconds: number;
}

/** What the verbs need of the house; apps/platform composes it. */
export interface House {
  readonly store: EventStore;
  /** The read models, by name. */
  following(): Promise<readonly Following[]>;
  verify(name?: string): Promise<readonly Verified[]>;
  /** Throws when the file cannot be read as a whole: then nothing was written. */
  importSchools(file: string, progress: (rows: number) => void): Promise<ImportReport>;
  /** Signs a demonstration token; refused when identity comes from an OIDC issuer. */
  token(grant: Grant): Promise<string>;
  /** Throws when an acknowledged commit would not survive a crash. */
  assertDurable(): Promise<void>;
  /** Migrations that are not applied yet. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Lets go of everything; a store that ran before runs on. */
  close(): Promise<void>;
}
