interface Asked<V> {
  readonly key: string;
  readonly resolve: (values: V[]) => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 64;

/**
 * Answers what is asked in one turn of the loop by one query: a busy house reads many small streams at once, and
 * each query costs more than the rows it brings. Whoever asks is answered by a query sent after they asked.
 */
export class Together<V> {
  private asked: Asked<V>[] = [];

  constructor(private readonly load: (keys: readonly string[]) => Promise<Map<string, V[]>>) {}

  /** The values of a key, a list of the caller's own; none for an unknown key. */
  get(key: string): Promise<V[]> {
    return new Promise((resolve, reject) => {
      this.asked.push({ key, resolve, reject });
      if (this.asked.length === 1) setImmediate(() => void this.send());
      if (this.asked.length >= MOST) void this.send();
    });
  }

  private async send(): Promise<void> {
    const asked = this.asked;
    this.asked = [];
    if (asked.length === 0) return;
    try {
      const found = await this.load([...new Set(asked.map((it) => it.key))]);
      for (const { key, resolve } of asked) resolve([...(found.get(key) ?? [])]);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
}
