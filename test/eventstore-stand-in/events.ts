/** An event on its way into a stream. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly custom: Uint8Array;
}

/** An event as the log holds it. */
export interface Stored extends Proposed {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  /** Ticks of 100 ns since 1970. */
  readonly created: bigint;
  /** Its place in the log, counted from 0: what nobody outside the server knows. */
  readonly index: number;
}

/** What a write expects of its stream. */
export type Expected = 'any' | 'noStream' | 'streamExists' | bigint;

/** What became of a write. */
export type Outcome =
  | { readonly kind: 'stored'; readonly revision: number; readonly position: bigint }
  /** Without a position when it can be read no more. */
  | { readonly kind: 'repeated'; readonly revision: number; readonly position?: bigint }
  | { readonly kind: 'conflict'; readonly current: number }
  | { readonly kind: 'deleted' };
