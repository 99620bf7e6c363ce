import type { Standing } from '#operations';
import type { Grant, House } from './house.js';

/** The settings that the doctor looks at, or why they cannot be used. */
export type Settings =
  | { readonly error: string }
  | {
      readonly folder: string;
      readonly production: boolean;
      readonly eventStore: { readonly kind: string };
      readonly auth: { readonly kind: 'demo' } | { readonly kind: 'oidc'; readonly issuer: string };
    };

/** Everything the command line touches outside itself. */
export interface World {
  /** Of Node, as in `20.19.0`. */
  readonly nodeVersion: string;
  settings(): Settings | Promise<Settings>;
  /** Data for the caller: standard output. */
  out(text: string): void;
  /** Progress and complaints: standard error. */
  err(text: string): void;
  /** Ends when the caller interrupts. */
  readonly interrupted: AbortSignal;
  /** Signs a demonstration token, with no store; throws when identity comes from an OIDC issuer. */
  sign(grant: Grant): Promise<string>;
  /** How the database is, asked without opening anything; none when it is not started. Absent: it is opened unasked. */
  readonly standing?: () => Promise<Standing | undefined>;
  /** The store, started when it does not run. Throws when a setting is bad or the store cannot be reached. */
  open(): Promise<House>;
}

/** What a verb has to say. */
export interface Report {
  /** The document that `--json` prints. */
  readonly data: unknown;
  /** The same for people. */
  readonly text: string;
  /** False when something was refused or found wrong: exit code 1. */
  readonly ok: boolean;
}

/** A verb was asked for something it cannot mean: exit code 2. */
export class Usage extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'Usage';
  }
}
