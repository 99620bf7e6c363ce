/** How the feed can be given. */
export const representations = [
  'application/json',
  'application/x-ndjson',
  'text/event-stream',
] as const;

/** One of them. */
export type Representation = (typeof representations)[number];
