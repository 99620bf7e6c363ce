import type { AnyAggregate } from './aggregate.js';
import type { Asking } from './audience.js';
import type { Catalogue } from './catalogue.js';
import type { Aggregates } from './aggregates.js';
import { type Clock, londonDay, plusDays } from './clock.js';
import { type CommandShape, type Fold, foldOf, streamOf } from './decider.js';
import { envelop } from './envelop.js';
import { Conflict, type EventStore } from './event-store.js';
import type { Reader } from './lookup.js';
import type { Event, Recorded } from './message.js';
import type { Instruction } from './process.js';
import type { Reservation } from './reservation.js';
import { CommandReused, NotFound, Refusal, Stale } from './refusal.js';
import { type Outcome, partOf, type Request, spokenFor } from './request.js';
import { tagging, type TagsOf } from './tags.js';
import { refuseBeyond } from './reach.js';
import { mayAct, shownOf } from './shown.js';

const ATTEMPTS = 4;

/** A reservation that was made, and under which part of the command. */
interface Taken {
  readonly giveBack: Instruction;
  readonly part: string;
}

/**
 * The one command handler: fold, decide, append. Exactly once per command id; a conflict is decided again,
 * three times, since deciders are pure.
 */
export class CommandHandling {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly aggregates: Aggregates,
    private readonly tagsOf: TagsOf,
    /** Those whose streams rules may look at, besides: of every context. */
    private readonly known: Aggregates = aggregates,
  ) {}

  /** Throws `NotFound`, `Stale`, `CommandReused`, `Refusal`, or `Conflict` when it kept losing. */
  async handle(
    aggregate: AnyAggregate,
    id: string,
    command: CommandShape,
    request: Request,
  ): Promise<Outcome> {
    const { decider, lookup, reservations } = aggregate;
    const stream = streamOf(decider.category, id);
    const identity = `${decider.identity}:${id}`;
    let wanted: readonly Reservation[] | undefined;
    let taken: readonly Taken[] = [];
    for (let attempt = 1; ; attempt++) {
      try {
        const past = request.fresh && attempt === 1 ? [] : await this.store.readStream(stream);
        const first = past[0];
        const done = past.filter((it) => it.commandId === request.commandId);
        if (done.length > 0) return repeated(id, done, request);
        const now = this.clock.now();
        const today = londonDay(now);
        const lets = (events: readonly Event[], identities: readonly string[]): boolean =>
          request.part === true ||
          mayAct(
            aggregate,
            command,
            shownOf(aggregate, request, events, identities, { id, today }),
          );
        const own = (data: unknown): void => {
          if (request.reach) refuseBeyond(request.reach, command, data, request);
        };
        if (first ? !lets(past, first.tags) : request.subject === 'existing')
          throw new NotFound(identity);
        if (first) own(first.data);
        // its own: a store may have cut off what came long before
        const revision = past.at(-1)?.revision ?? -1;
        if (request.ifMatch !== undefined && request.ifMatch !== revision)
          throw new Stale(request.ifMatch, revision);

        const state: unknown = foldOf<Event, unknown>(decider, past);
        const known: unknown = await lookup(command, state, this.reader(request, today));
        const begunOn = first?.occurredOn ?? today;
        const context = { id, now, today, begunOn, actor: request.actor, known };
        const decided = decider.decide(command, state, context) as readonly Event[];
        if (decided.length === 0) return { id, revision, events: [] };

        const events = envelop(
          decider.events as Catalogue<Event>,
          decided,
          now,
          spokenFor(command, request),
          tagging(this.tagsOf, identity, first?.tags),
        );
        if (!first && !lets(events, events[0]?.meta.tags ?? [])) throw new NotFound(identity);
        if (!first) own(events[0]?.data);
        wanted ??= reservations(command, state, id, known);
        for (const { take, giveBack, releaseAfter } of wanted.slice(taken.length)) {
          // revision and day are part of the id: what was given back or let go can be taken anew
          const part = `${revision}/${taken.length}/${today}`;
          await this.carryOut(take(plusDays(today, releaseAfter)), `take/${part}`, request);
          taken = [...taken, { giveBack, part }];
        }
        await request.keep?.();
        const landed = await this.store.append(stream, events, first ? revision : 'noStream');
        return { id, ...landed, events: events.map((it) => ({ id: it.id, type: it.type })) };
      } catch (error) {
        const lost = error instanceof Conflict;
        if (lost && request.ifMatch === undefined && attempt < ATTEMPTS) continue;
        if (lost || error instanceof Refusal) await this.giveBack(taken, request);
        if (lost && request.ifMatch !== undefined) throw new Stale(request.ifMatch, error.actual);
        throw error;
      }
    }
  }

  private reader(caller: Asking, today: string): Reader {
    const peek = async <F extends Event, S>(fold: Fold<F, S>, id: string): Promise<S> =>
      foldOf(fold, (await this.store.readStream(streamOf(fold.category, id))) as unknown as F[]);
    return {
      peek,
      fold: async (fold, id) => {
        const past = await this.store.readStream(streamOf(fold.category, id));
        const owner = this.known.find(fold.category);
        const shown = past[0] && shownOf(owner, caller, past, past[0].tags, { id, today });
        if (shown !== 'everything')
          throw new NotFound(`${fold.category.slice(fold.category.lastIndexOf('.') + 1)}:${id}`);
        return foldOf(fold, past as never);
      },
    };
  }

  private async giveBack(taken: readonly Taken[], request: Request): Promise<void> {
    for (const { giveBack, part } of taken)
      await this.carryOut(giveBack, `give-back/${part}`, request);
  }

  private async carryOut(instruction: Instruction, part: string, request: Request): Promise<void> {
    const { category, id, command } = instruction;
    await this.handle(this.aggregates.of(category), id, command, partOf(request, part));
  }
}

function repeated(id: string, done: readonly Recorded[], request: Request): Outcome {
  const last = done.at(-1);
  if (!last || last.bodyHash !== request.bodyHash) throw new CommandReused(request.commandId);
  const events = done.map((it) => ({ id: it.id, type: it.type }));
  return { id, revision: last.revision, position: last.position, events };
}
