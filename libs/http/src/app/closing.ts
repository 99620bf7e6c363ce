/** Tells those who hold a request open (feeds, waits) that the house is closing. */
export class Closing {
  private readonly controller = new AbortController();

  /** Aborted once the house stops taking requests. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Called once, by the server. */
  begin(): void {
    this.controller.abort();
  }
}
