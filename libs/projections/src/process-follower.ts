import {
  type Aggregates,
  type Clock,
  type Handling,
  idOf,
  type Instruction,
  NotFound,
  type Position,
  type Process,
  type Recorded,
  Refusal,
} from '#eventing';
import type { Work } from './work.js';
import type { Lease } from './lease.js';

/** Any process, where its types no longer matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a process is contravariant in its facts
export type AnyProcess = Process<any>;

type AnyReaction = (fact: Recorded) => readonly Instruction[];

interface Refused {
  readonly factId: string;
  readonly place: number;
  readonly code: string;
  readonly detail: string;
}

/**
 * A process as work: each fact's commands are handled, then the checkpoint moves over the fact. A command handled
 * twice acts once, by its id. One that a rule refuses is kept in `house.process_refusals` and passed over; whatever
 * else goes wrong is tried again.
 */
export class ProcessWork implements Work {
  readonly kind = 'process';
  readonly name: string;
  readonly version = 1;

  constructor(
    private readonly process: AnyProcess,
    private readonly handling: Handling,
    private readonly aggregates: Aggregates,
    private readonly clock: Clock,
  ) {
    this.name = process.name;
  }

  concerns(fact: Recorded): boolean {
    return Object.hasOwn(this.process.on, fact.type);
  }

  async apply(
    lease: Lease,
    facts: readonly Recorded[],
    to: Position,
    signal: AbortSignal,
  ): Promise<void> {
    for (const fact of facts) {
      if (signal.aborted) return;
      if (!this.concerns(fact)) continue;
      const refused = await this.act(fact);
      if (refused.length === 0) await lease.pass(fact.position);
      else await this.keep(lease, fact.position, refused);
    }
    if (lease.position < to) await lease.pass(to);
  }

  private async act(fact: Recorded): Promise<Refused[]> {
    const react = (this.process.on as Record<string, AnyReaction>)[fact.type];
    const refused: Refused[] = [];
    for (const [place, instruction] of (react?.(fact) ?? []).entries()) {
      try {
        await this.send(fact, instruction, place);
      } catch (error) {
        if (!(error instanceof Refusal) && !(error instanceof NotFound)) throw error;
        const [code, detail] =
          error instanceof Refusal ? [error.code, error.detail] : ['not-found', error.message];
        refused.push({ factId: fact.id, place, code, detail });
      }
    }
    return refused;
  }

  private send(fact: Recorded, instruction: Instruction, place: number): Promise<unknown> {
    return this.handling.handle(
      this.aggregates.of(instruction.category),
      instruction.id,
      instruction.command,
      {
        commandId: idOf('process', this.name, fact.id, place),
        correlationId: fact.correlationId,
        causationId: fact.id,
        actor: { id: `process:${this.name}`, role: 'service', urns: [] },
        scope: 'all',
        subject: 'either',
      },
    );
  }

  private async keep(lease: Lease, to: Position, refused: readonly Refused[]): Promise<void> {
    await lease.advance(to, async (client) => {
      for (const { factId, place, code, detail } of refused)
        await client.query(
          `insert into house.process_refusals (process, fact_id, place, code, detail, recorded_on)
           values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
          [this.name, factId, place, code, detail, this.clock.now()],
        );
    });
  }
}
