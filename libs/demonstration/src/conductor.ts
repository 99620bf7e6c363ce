import {
  type Aggregates,
  type EventStore,
  type Handling,
  idOf,
  type Instruction,
  NotFound,
  ORIGIN,
  type Process,
  type Recorded,
  Refusal,
  type SetClock,
} from '#eventing';

/**
 * Lets the processes act while the story is told, in the order of the log and before the next step, so that
 * the demonstration is the same every time. The command ids are those of the runner's own followers, which find
 * everything done when they come to it.
 */
export class Conductor {
  private position = ORIGIN;

  constructor(
    private readonly store: EventStore,
    private readonly handling: Handling,
    private readonly aggregates: Aggregates,
    private readonly processes: readonly Process[],
    private readonly clock: SetClock,
  ) {}

  /** Handles every fact since the last time, and those that come of it. */
  async catchUp(): Promise<void> {
    for (;;) {
      const facts = await this.store.readAll(this.position, { limit: 500 });
      const last = facts.at(-1);
      if (!last) return;
      for (const fact of facts) {
        // at its own instant, also when a load that was cut short is taken up
        this.clock.set(fact.recordedOn);
        for (const process of this.processes) await this.act(process, fact);
      }
      this.position = last.position;
    }
  }

  private async act(process: Process, fact: Recorded): Promise<void> {
    const on = process.on as Record<
      string,
      ((fact: Recorded) => readonly Instruction[]) | undefined
    >;
    for (const [index, { category, id, command }] of (on[fact.type]?.(fact) ?? []).entries()) {
      try {
        await this.handling.handle(this.aggregates.of(category), id, command, {
          commandId: idOf('process', process.name, fact.id, index),
          correlationId: fact.correlationId,
          causationId: fact.id,
          actor: { id: `process:${process.name}`, role: 'service', urns: [] },
          scope: 'all',
          subject: 'either',
        });
      } catch (error) {
        // as the follower does: a refusal is an answer, anything else is a fault
        if (!(error instanceof Refusal) && !(error instanceof NotFound)) throw error;
      }
    }
  }
}
