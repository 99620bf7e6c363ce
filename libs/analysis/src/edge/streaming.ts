import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Aggregates, EventStore, type NumberRule } from '#eventing';
import { askerOf, callerOf, Closing, numberOf, PositionTokens, problem, ReadEdge } from '#http';
import { BEAT, beating } from '../feed/beats.js';
import { chosen } from './event-parameters.js';
import { EVENT_INDEX } from '../index/event-index.js';
import { Events } from '../index/events.js';
import { follow, type Given, upTo } from '../feed/feed.js';
import { FeedCursor } from './feed-cursor.js';
import { Places } from '../feed/places.js';
import { Serving } from './serving.js';
import { StillGood } from './still-good.js';

/** How many lines a caller may ask for. */
export const LINES: NumberRule = { min: 1, max: 1_000_000, places: 0 };
const LINES_AT_ONCE = 500;
const CHUNK = 50;

/** How long a stream says nothing before it says that it is there, in milliseconds. */
export abstract class Pace {
  abstract readonly beatMs: number;
}

/** The feed as a stream. What is sent next is read when the caller has taken what was sent before. */
@Injectable()
export class Streaming {
  constructor(
    private readonly edge: ReadEdge,
    private readonly events: Events,
    private readonly store: EventStore,
    private readonly aggregates: Aggregates,
    private readonly serving: Serving,
    private readonly cursors: FeedCursor,
    private readonly tokens: PositionTokens,
    private readonly closing: Closing,
    private readonly places: Places,
    private readonly pace: Pace,
    private readonly stillGood: StillGood,
  ) {}

  /** Every event up to now, one JSON object a line; it ends, and `Position` says where to go on. */
  async lines(request: FastifyRequest, reply: FastifyReply): Promise<Readable> {
    const asked = chosen(request, ['after', 'limit'], this.aggregates);
    const most = numberOf(asked.parameters, 'limit', LINES, Infinity);
    const after = this.cursors.startOf(asked.parameters);
    await this.edge.waitFor(request, [EVENT_INDEX]);
    const caller = await callerOf(request);
    const head = await this.store.head();
    const signal = this.held(request, reply);
    const following = { ...asked, after, reader: () => caller, signal };
    const { urns } = askerOf(request).identity;
    reply.header('position', this.tokens.of(head));
    return this.send(
      reply,
      'application/x-ndjson',
      this.asLines(upTo(this.events, head, following, LINES_AT_ONCE), urns, most),
    );
  }

  /** Server-sent events that do not end: `id` is the position, and `Last-Event-ID` goes on after it. */
  async serverSent(request: FastifyRequest, reply: FastifyReply): Promise<Readable> {
    const { selection, parameters } = chosen(request, ['after'], this.aggregates);
    const last = request.headers['last-event-id'];
    const after =
      typeof last === 'string' && last !== ''
        ? this.cursors.read(last, 'Last-Event-ID', 'header-invalid')
        : this.cursors.startOf(parameters);
    await this.edge.waitFor(request, [EVENT_INDEX]);
    let caller = await callerOf(request);
    const signal = this.held(request, reply);
    const following = { selection, after, reader: () => caller, signal };
    const given = follow(this.events, this.store, following);
    const renew = async (): Promise<boolean> => {
      const good = await this.stillGood.of(request);
      if (good) caller = await callerOf(request);
      return good;
    };
    const { urns } = askerOf(request).identity;
    return this.send(reply, 'text/event-stream', this.asEvents(given, urns, renew));
  }

  private async *asLines(given: AsyncGenerator<Given>, urns: readonly string[], most: number) {
    let left = most;
    for await (const { events } of given) {
      const served = await this.serving.served(events.slice(0, left), urns);
      for (let at = 0; at < served.length; at += CHUNK)
        yield served
          .slice(at, at + CHUNK)
          .map((it) => `${JSON.stringify(it)}\n`)
          .join('');
      left -= events.length;
      if (left <= 0) return;
    }
  }

  private async *asEvents(
    given: AsyncGenerator<Given, void>,
    urns: readonly string[],
    renew: () => Promise<boolean>,
  ) {
    const { beatMs } = this.pace;
    let renewed = performance.now();
    yield 'retry: 2000\n\n';
    for await (const it of beating(given, beatMs)) {
      if (performance.now() - renewed >= beatMs) {
        if (!(await renew())) {
          yield ': the token is not good any more\n\n';
          return;
        }
        renewed = performance.now();
      }
      if (it === BEAT) {
        yield ': still here\n\n';
        continue;
      }
      for (const event of await this.serving.served(it.events, urns))
        yield `id: ${event.position}\ndata: ${JSON.stringify(event)}\n\n`;
      // an id without data: whoever comes back need not be looked for again what is not theirs
      if (it.live || it.events.at(-1)?.position !== it.upTo)
        yield `${it.live ? ': caught up\n' : ''}id: ${this.tokens.of(it.upTo)}\n\n`;
    }
  }

  /** Takes a place for a stream until its caller is gone; what ends then, or when the house closes. */
  private held(request: FastifyRequest, reply: FastifyReply): AbortSignal {
    const { id } = askerOf(request).identity;
    const leave = this.places.take(id);
    if (typeof leave === 'string') {
      const { each, inAll } = this.places.room;
      const whose = leave === 'caller' ? `You have ${each} streams` : `All ${inAll} streams are`;
      throw problem('too-many-streams', `${whose} open. Close one, or try again later.`, {
        headers: { 'retry-after': '10' },
      });
    }
    const gone = new AbortController();
    const end = (): void => {
      leave();
      gone.abort();
    };
    // who left while we looked is not announced again
    if (reply.raw.closed) end();
    else reply.raw.once('close', end);
    return AbortSignal.any([gone.signal, this.closing.signal]);
  }

  private send(reply: FastifyReply, type: string, chunks: AsyncIterable<string>): Readable {
    reply.header('content-type', `${type}; charset=utf-8`).header('x-accel-buffering', 'no');
    return Readable.from(chunks, { objectMode: false });
  }
}
