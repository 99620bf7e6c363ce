interface Asked<V> {
  readonly key: string;
  readonly resolve: (values: V[]) => void;
  readonly reject: (error: unknown) => void;
}

const MOST = 64;
/** While so many queries are under way, what is asked waits for the first of them: that is what gathers it. */
const UNDER_WAY = 2;

/**
 * Answers what is asked at about the same time by one query: a busy house reads many small streams at once, and
 * each query costs more than the rows it brings. Whoever asks is answered by a query sent after they asked.
 */
export class Together<V> {
  private asked: Asked<V>[] = [];
  private underWay = 0;
  private scheduled = false;

  constructor(private readonly load: (keys: readonly string[]) => Promise<Map<string, V[]>>) {}

  /** The values of a key, a list of the caller's own; none for an unknown key. */
  get(key: string): Promise<V[]> {
    return new Promise((resolve, reject) => {
      this.asked.push({ key, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled || this.underWay >= UNDER_WAY || this.asked.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.send();
      this.schedule();
    });
  }

  private async send(): Promise<void> {
    const asked = this.asked.splice(0, MOST);
    this.underWay++;
    try {
      const found = await this.load([...new Set(asked.map((it) => it.key))]);
      for (const { key, resolve } of asked) resolve([...(found.get(key) ?? [])]);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    } finally {
      this.underWay--;
      this.schedule();
    }
  }
}
