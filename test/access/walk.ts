const AT_ONCE = 16;

/** Checks each, some at a time; answers what is wrong with any of them. A walk over nothing is wrong too. */
export async function faults<T>(
  items: readonly T[],
  check: (it: T) => Promise<readonly string[]>,
): Promise<string[]> {
  if (items.length === 0) return ['there was nothing to check'];
  const found: string[] = [];
  const left = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    // one iterator for all of them: each takes what is next
    for (const it of left) found.push(...(await check(it)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found.sort();
}
