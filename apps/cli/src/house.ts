import type { Events } from '#analysis';
import type { EventStore, Position } from '#eventing';
import type { Health } from '#health';
import type { Role } from '#http';
import type { ImportReport } from '#network';
import type { ReplayReport, ReplayRequest } from './replaying.js';
import type { ProjectionCommand } from '#operations';
import type {
  LastRebuild,
  Oversight,
  ParkedPage,
  ProjectionStatus,
  Trial,
  Verification,
} from '#projections';
import type { Dossier, Outlook, RequestErasure } from '#register';

/** How far one follower of the log is: a read model, a process or the index of identities. */
export interface Following {
  /** How many keys and events wait for an operator. */
  readonly parked?: ProjectionStatus['parked'];
  /** Of a process: what rules refused it, and what waits for its day. */
  readonly refused?: ProjectionStatus['refused'];
  readonly due?: ProjectionStatus['due'];
  /** The last rebuild, and how far it is. */
  readonly rebuild?: LastRebuild;
  readonly name: string;
  readonly version: number;
  readonly kind?: ProjectionStatus['kind'];
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

/** Which views a role may read, and how it connects when it was made just now. */
export interface Granted {
  readonly role: string;
  readonly views: readonly string[];
  readonly url?: string;
}

/** Something asked of a read model or process, and what came of it. */
export interface Asked {
  /** Where it stands in the log. */
  readonly position: Position;
  /** How it is once its leader has done it; absent when that took too long. */
  readonly standing?: Following;
}
/** What is asked when a person is to be forgotten. */
export type Forgetting = Pick<RequestErasure, 'basis' | 'requestedBy' | 'erase' | 'keep'>;

/** What the verbs need of the house; apps/platform composes it. */
export interface House {
  readonly store: EventStore;
  /** The log as it is kept, whichever version recorded it. */
  readonly log: EventStore;
  /** Finds events, by the index and beyond it. */
  readonly events: Events;
  following(): Promise<readonly Following[]>;
  /** What waits for an operator. Throws when there is no such read model or process. */
  parked(...asked: Parameters<Oversight['parked']>): Promise<ParkedPage>;
  /** What trying a key again would come to; changes nothing. */
  trial(name: string, key: string, upTo?: string): Promise<Trial>;
  /** Records what an operator asks, and sees it done: by who leads, or here when nobody does. */
  ask(name: string, command: ProjectionCommand): Promise<Asked>;
  /** Compares every read model, or the one named; none when there is no such. */
  verify(name?: string): Promise<readonly Verified[]>;
  /** Folds a past of the log into a schema of its own; throws when it cannot, and then nothing was done. */
  replay(request: ReplayRequest): Promise<ReplayReport>;
  /** Throws when the file cannot be read as a whole: then nothing was written. */
  importSchools(
    file: string,
    progress: (phase: string, rows: number) => void,
  ): Promise<ImportReport>;
  /** Lets a database role read the read models that analysts are granted; throws when it cannot be one. */
  grantAnalyst(role: string, create: boolean): Promise<Granted>;
  /** Everything the house holds on a person; throws when nobody was ever registered by this id. */
  dossier(personId: string): Promise<Dossier>;
  /** How an erasure of a person stands, and what it would do. */
  outlook(personId: string): Promise<Outlook>;
  /** Erases a person, and answers how it stands then; throws when something is in the way. */
  forget(personId: string, asked: Forgetting): Promise<Outlook>;
  /** In which states the house is, as far as a process that follows nothing can tell. */
  health(): Promise<Health>;
  /** Throws when an acknowledged commit would not survive a crash. */
  assertDurable(): Promise<void>;
  /** Migrations that are not applied yet. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Lets go of everything; a store that ran before runs on. */
  close(): Promise<void>;
}
