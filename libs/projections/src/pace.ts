/** How long one that gave a lease away leaves it to others, in part. */
export const standbyMs = (leaseMs: number): number => Math.min(leaseMs / 4, 1_000);

/** The least time from one live batch to the next: under load, facts are gathered rather than taken one by one. */
export const paceMs = (facts: number): number => (facts < 8 ? 10 : 25);
