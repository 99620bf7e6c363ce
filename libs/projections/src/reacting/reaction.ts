import {
  type Aggregates,
  answersOf,
  type AnyProcess,
  type CommandHandling,
  type CommandMap,
  idOf,
  type Instruction,
  NotFound,
  type Recorded,
  Refusal,
  requestOf,
} from '#eventing';

/** Which command of a process: the event that it answers, and its place among the answers. */
export interface Place {
  readonly eventId: string;
  readonly place: number;
}

/** A command of a process that waits for its day. */
export interface Planned extends Place {
  readonly notBefore: string;
  readonly event: Recorded;
}

/** A command of a process that a rule refused. */
export interface Refused extends Place {
  readonly code: string;
  readonly detail: string;
}

/** What a process does about one event. A command handled twice acts once, by its id. */
export class Reaction {
  constructor(
    readonly process: AnyProcess,
    private readonly handling: CommandHandling,
    private readonly aggregates: Aggregates,
  ) {}

  /** Whether the process answers an event at all. */
  answers(event: Recorded): boolean {
    return Object.hasOwn(this.process.on, event.type);
  }

  /**
   * Sends the commands that an event calls for at once; returns those that a rule refused and those that wait for their
   * day, and throws whatever else fails.
   */
  async to(event: Recorded): Promise<{ refused: Refused[]; planned: Planned[] }> {
    const refused: Refused[] = [];
    const planned: Planned[] = [];
    for (const [place, instruction] of answersOf(this.process, event).entries()) {
      const { notBefore } = instruction;
      if (notBefore !== undefined) {
        planned.push({ eventId: event.id, place, notBefore, event });
        continue;
      }
      const outcome = await this.carryOut(event, instruction, place);
      if (typeof outcome === 'object') refused.push(outcome);
    }
    return { refused, planned };
  }

  /** Sends the command that has waited at this place, as the process answers today; `dropped` when it has lost its point. */
  async due(event: Recorded, place: number): Promise<'sent' | 'dropped' | Refused> {
    const instruction = answersOf(this.process, event)[place];
    return instruction?.notBefore === undefined
      ? 'dropped'
      : await this.carryOut(event, instruction, place);
  }

  /** Sends one command: what a rule refused is an answer, and whatever else fails is thrown. */
  private async carryOut(
    event: Recorded,
    instruction: Instruction<CommandMap>,
    place: number,
  ): Promise<'sent' | 'dropped' | Refused> {
    try {
      const { events } = await this.send(event, instruction, place);
      return events.length > 0 ? 'sent' : 'dropped';
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof NotFound)) throw error;
      const [code, detail] =
        error instanceof Refusal ? [error.code, error.detail] : ['not-found', error.message];
      return { eventId: event.id, place, code, detail };
    }
  }

  private send(event: Recorded, { category, id, command }: Instruction<CommandMap>, place: number) {
    const { name } = this.process;
    const causes = { correlationId: event.correlationId, causationId: event.id };
    const request = requestOf(`process:${name}`, idOf('process', name, event.id, place), causes);
    return this.handling.handle(this.aggregates.of(category), id, command, request);
  }
}
