import {
  type Aggregates,
  type Handling,
  idOf,
  type Instruction,
  NotFound,
  type Process,
  type Recorded,
  Refusal,
} from '#eventing';

/** Any process, where its types no longer matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a process is contravariant in its facts
export type AnyProcess = Process<any>;

type AnyReaction = (fact: Recorded) => readonly Instruction[];

/** A command of a process that a rule refused. */
export interface Refused {
  readonly factId: string;
  readonly place: number;
  readonly code: string;
  readonly detail: string;
}

/** What a process does about one fact. A command handled twice acts once, by its id. */
export class Reaction {
  constructor(
    private readonly process: AnyProcess,
    private readonly handling: Handling,
    private readonly aggregates: Aggregates,
  ) {}

  /** Whether the process answers a fact at all. */
  answers(fact: Recorded): boolean {
    return Object.hasOwn(this.process.on, fact.type);
  }

  /** Sends the commands that a fact calls for; returns those that a rule refused, and throws whatever else fails. */
  async to(fact: Recorded): Promise<Refused[]> {
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
    const { name } = this.process;
    return this.handling.handle(
      this.aggregates.of(instruction.category),
      instruction.id,
      instruction.command,
      {
        commandId: idOf('process', name, fact.id, place),
        correlationId: fact.correlationId,
        causationId: fact.id,
        actor: { id: `process:${name}`, role: 'service', urns: [] },
        scope: 'all',
        subject: 'either',
      },
    );
  }
}
