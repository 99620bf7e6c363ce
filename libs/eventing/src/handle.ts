import type { AnyAggregate } from './aggregate.js';
import { identitiesOf } from './catalogue.js';
import { type Clock, londonDay } from './clock.js';
import { type CommandShape, type Fold, foldOf, streamOf } from './decider.js';
import { Conflict, type EventStore } from './event-store.js';
import { idOf } from './ids.js';
import type { Claim, Reader } from './lookup.js';
import type { Actor, Fact, NewFact, Position, Recorded } from './message.js';
import { CommandReused, NotFound, Refusal, Stale } from './refusal.js';

/** The identities a caller may reach; `all` for those who run the house. */
export type Scope = 'all' | ReadonlySet<string>;

/** Everything about a command that is not the command: who, why, and how often it was sent. */
export interface Request {
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: Actor & { readonly urns: readonly string[] };
  readonly scope: Scope;
  /** The revision that `If-Match` named; such a command is never retried. */
  readonly ifMatch?: number;
  /** `existing`: an unknown id is `NotFound` before any rule is asked. */
  readonly subject: 'new' | 'existing' | 'either';
}

/** What became of a command: the same again for every repeat of it. */
export interface Outcome {
  readonly id: string;
  readonly revision: number;
  /** The position of its last fact; absent when it changed nothing. */
  readonly position?: Position;
  readonly facts: readonly { readonly id: string; readonly type: string }[];
}

/** The registered aggregates by category: how claims and processes find the one they address. */
export class Aggregates {
  private readonly byCategory = new Map<string, AnyAggregate>();
  constructor(aggregates: Iterable<AnyAggregate>) {
    for (const it of aggregates) this.byCategory.set(it.decider.category, it);
  }
  /** The aggregate of a category; an unknown one is a fault in the wiring. */
  of(category: string): AnyAggregate {
    const found = this.byCategory.get(category);
    if (!found) throw new Error(`no aggregate is registered for ${category}`);
    return found;
  }
  [Symbol.iterator](): Iterator<AnyAggregate> {
    return this.byCategory.values();
  }
}

const ATTEMPTS = 4;

/** Whether any of the identities lies within a scope. */
export const within = (scope: Scope, identities: readonly string[]): boolean =>
  scope === 'all' || identities.some((it) => scope.has(it));

/**
 * The one command handler: fold, decide, append. Exactly once per command id; a conflict is decided again,
 * three times, since deciders are pure.
 */
export class Handling {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly aggregates: Aggregates,
  ) {}

  /** Throws `NotFound`, `Stale`, `CommandReused`, `Refusal`, or `Conflict` when it kept losing. */
  async handle(
    aggregate: AnyAggregate,
    id: string,
    command: CommandShape,
    request: Request,
  ): Promise<Outcome> {
    const { decider, lookup, claims } = aggregate;
    const stream = streamOf(decider.category, id);
    const identity = `${decider.identity}:${id}`;
    let wanted: readonly Claim[] | undefined;
    let taken: readonly Claim[] = [];
    for (let attempt = 1; ; attempt++) {
      try {
        const past = await this.store.readStream(stream);
        const first = past[0];
        if (first ? !within(request.scope, first.about) : request.subject === 'existing')
          throw new NotFound(identity);
        const done = past.filter((it) => it.commandId === request.commandId);
        if (done.length > 0) return repeated(id, done, request);
        const revision = past.length - 1;
        if (request.ifMatch !== undefined && request.ifMatch !== revision)
          throw new Stale(request.ifMatch, revision);

        const state: unknown = foldOf<Fact, unknown>(decider, past);
        const known: unknown = await lookup(command, state, this.reader(request.scope));
        const now = this.clock.now();
        const today = londonDay(now);
        const context = { id, now, today, actor: request.actor, known };
        const decided: readonly Fact[] = decider.decide(command, state, context);
        if (decided.length === 0) return { id, revision, facts: [] };

        const facts = decided.map((fact, index) =>
          this.envelop(aggregate, fact, index, now, request),
        );
        if (!first && !within(request.scope, facts[0]?.meta.about ?? []))
          throw new NotFound(identity);
        wanted ??= claims(command, state, id, known);
        for (const claim of wanted.slice(taken.length)) {
          await this.take(claim, taken.length, request);
          taken = [...taken, claim];
        }
        const landed = await this.store.append(stream, facts, first ? revision : 'noStream');
        return { id, ...landed, facts: facts.map((it) => ({ id: it.id, type: it.type })) };
      } catch (error) {
        const lost = error instanceof Conflict;
        if (lost && request.ifMatch === undefined && attempt < ATTEMPTS) continue;
        if (lost || error instanceof Refusal) await this.giveBack(taken, request);
        if (lost && request.ifMatch !== undefined) throw new Stale(request.ifMatch, error.actual);
        throw error;
      }
    }
  }

  private reader(scope: Scope): Reader {
    const peek = async <F extends Fact, S>(fold: Fold<F, S>, id: string): Promise<S> =>
      foldOf(fold, (await this.store.readStream(streamOf(fold.category, id))) as unknown as F[]);
    return {
      peek,
      fold: async (fold, id) => {
        const past = await this.store.readStream(streamOf(fold.category, id));
        if (!past[0] || !within(scope, past[0].about))
          throw new NotFound(`${fold.category.slice(fold.category.lastIndexOf('.') + 1)}:${id}`);
        return foldOf(fold, past as never);
      },
    };
  }

  private envelop(
    { decider }: AnyAggregate,
    fact: Fact,
    index: number,
    now: string,
    request: Request,
  ): NewFact {
    const type = (
      decider.facts as Record<
        string,
        { version: number; occurredOn?: (d: unknown) => string | undefined }
      >
    )[fact.type];
    if (!type) throw new Error(`${decider.category} has no fact of type ${fact.type}`);
    const { urns: _, ...actor } = request.actor;
    return {
      id: idOf(request.commandId, index),
      type: fact.type,
      data: fact.data,
      meta: {
        schemaVersion: type.version,
        occurredOn: type.occurredOn?.(fact.data) ?? londonDay(now),
        recordedOn: now,
        actor,
        commandId: request.commandId,
        ...(request.bodyHash === undefined ? {} : { bodyHash: request.bodyHash }),
        correlationId: request.correlationId,
        causationId: request.causationId,
        about: identitiesOf(decider.facts, fact),
      },
    };
  }

  private async take({ take }: Claim, index: number, request: Request): Promise<void> {
    await this.handle(this.aggregates.of(take.category), take.id, take.command, {
      ...partOf(request, `take-${index}`),
      scope: 'all',
    });
  }

  private async giveBack(claims: readonly Claim[], request: Request): Promise<void> {
    for (const [index, { giveBack }] of claims.entries())
      await this.handle(this.aggregates.of(giveBack.category), giveBack.id, giveBack.command, {
        ...partOf(request, `give-back-${index}`),
        scope: 'all',
      });
  }
}

/** The request of a command that is part of another: its own id, the other as its cause. */
function partOf(request: Request, part: string): Request {
  const { ifMatch: _, bodyHash: __, ...rest } = request;
  return {
    ...rest,
    commandId: idOf(request.commandId, part),
    causationId: request.commandId,
    subject: 'either',
  };
}

function repeated(id: string, done: readonly Recorded[], request: Request): Outcome {
  const last = done.at(-1);
  if (!last || last.bodyHash !== request.bodyHash) throw new CommandReused(request.commandId);
  const facts = done.map((it) => ({ id: it.id, type: it.type }));
  return { id, revision: last.revision, position: last.position, facts };
}
