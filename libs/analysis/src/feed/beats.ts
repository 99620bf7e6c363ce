/** A moment in which nothing came. */
export const BEAT = Symbol('beat');

/**
 * What a source gives, with a beat whenever it gave nothing for so long. The source is asked for one thing at a time
 * and only when the one before was taken, so a slow reader holds up the source and nothing is gathered.
 */
export async function* beating<T>(
  source: AsyncGenerator<T, void>,
  everyMs: number,
): AsyncGenerator<T | typeof BEAT, void> {
  let next = source.next();
  // a reader that leaves while we wait hears of no failure any more
  next.catch(() => undefined);
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const beat = new Promise<typeof BEAT>((resolve) => {
        timer = setTimeout(resolve, everyMs, BEAT);
      });
      const came = await Promise.race([next, beat]).finally(() => clearTimeout(timer));
      if (came === BEAT) {
        yield BEAT;
        continue;
      }
      if (came.done) return;
      yield came.value;
      next = source.next();
      next.catch(() => undefined);
    }
  } finally {
    // not waited for: what it waits for itself ends with its own signal
    source.return().catch(() => undefined);
  }
}
