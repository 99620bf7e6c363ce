import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AnyAggregate,
  type CommandShape,
  Handling,
  type Outcome,
  type Request,
} from '#eventing';

/** Any command of any aggregate, on its way over the command bus. */
export class Act extends Command<Outcome> {
  constructor(
    readonly aggregate: AnyAggregate,
    readonly id: string,
    readonly command: CommandShape,
    readonly request: Request,
  ) {
    super();
  }
}

/** The one handler of every command: see `Handling`. */
@CommandHandler(Act)
export class ActHandler implements ICommandHandler<Act> {
  constructor(private readonly handling: Handling) {}

  execute({ aggregate, id, command, request }: Act): Promise<Outcome> {
    return this.handling.handle(aggregate, id, command, request);
  }
}
