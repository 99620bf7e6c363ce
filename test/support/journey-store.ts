/** Where the log of a journey lies: on PostgreSQL, unless a spec says otherwise before the journey begins. */
export const journeyStore: { settings: Readonly<Record<string, string>> } = { settings: {} };
