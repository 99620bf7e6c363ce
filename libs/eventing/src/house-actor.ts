const named = ['import', 'command-line', 'register.erasure'] as const;
const prefixes = ['process:', 'job:'] as const;

/** By whom the house itself acts: events it records for its own reasons name one of these, and nobody's token may. */
export type HouseActor = (typeof named)[number] | `${(typeof prefixes)[number]}${string}`;

/** Whether an id is one that the house keeps for itself, its letters in either case. */
export function isHouseActor(id: string): boolean {
  const small = id.toLowerCase();
  return named.some((it) => it === small) || prefixes.some((it) => small.startsWith(it));
}
