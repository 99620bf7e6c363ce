import type { Listening, Place, ServerEvent, Subscribed } from './server-event.js';

/** What a subscription told. */
export type News =
  | { readonly kind: 'event'; readonly event: ServerEvent }
  | { readonly kind: 'passed'; readonly place: Place }
  | { readonly kind: 'caughtUp' };

const MANY = 1_000;

/** Holds what a subscription told until it is asked for; a slow reader slows the server down. */
export class Feed {
  private news: News[] = [];
  private fault: Error | undefined;
  private wake: () => void = () => undefined;
  private readonly subscribed: Subscribed;

  constructor(subscribe: (listening: Listening) => Subscribed) {
    this.subscribed = subscribe({
      event: (event) => this.add({ kind: 'event', event }),
      passed: (place) => this.add({ kind: 'passed', place }),
      caughtUp: () => this.add({ kind: 'caughtUp' }),
      broken: (fault) => {
        this.fault = fault;
        this.wake();
      },
    });
  }

  /** Whether all that came was taken. */
  get isEmpty(): boolean {
    return this.news.length === 0;
  }

  /** Up to `most` news, as soon as there is one; none when nothing comes in time. Throws when it broke. */
  async take(most: number, milliseconds: number, signal: AbortSignal): Promise<News[]> {
    if (this.isEmpty && !this.fault && !signal.aborted) await this.some(milliseconds, signal);
    const taken = this.news.splice(0, most);
    if (this.news.length < MANY) this.subscribed.resume();
    if (taken.length === 0 && this.fault && !signal.aborted) throw this.fault;
    return taken;
  }

  stop(): void {
    this.subscribed.stop();
  }

  private add(news: News): void {
    this.news.push(news);
    if (this.news.length >= MANY) this.subscribed.pause();
    this.wake();
  }

  private some(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        this.wake = () => undefined;
        resolve();
      };
      const timer = setTimeout(go, milliseconds);
      signal.addEventListener('abort', go);
      this.wake = go;
    });
  }
}
