import { Inject, type Type } from '@nestjs/common';
import { type Command, CommandHandler } from '@nestjs/cqrs';
import {
  type AnyAggregate,
  type CommandShape,
  CommandHandling,
  newId,
  type Outcome,
  type Request,
} from '#eventing';
import type { Caller } from '../access/caller.js';
import type { CommandType } from './command-route.js';

/** For which subject a command is, who asks, and whatever else is known of it. */
export interface Address extends Partial<Omit<Request, 'actor' | 'scope'>> {
  readonly id: string;
  readonly by: Pick<Caller, 'actor' | 'scope'>;
}

interface Envelope {
  readonly id: string;
  readonly request: Request;
}

/** Where a command keeps its envelope: no field of it, and no type knows of it. A weak map costs five times as much. */
const ENVELOPE = Symbol('envelope');

interface Enveloped {
  [ENVELOPE]?: Envelope;
}

/**
 * A command that is ready for the command bus:
 * `bus.execute(addressed(new AgreeDeployment({ mou }), { id, by: caller }))` answers its outcome.
 */
export function addressed<C extends CommandShape>(
  command: C,
  { id, by: { actor, scope }, commandId = newId(), ...known }: Address,
): C & Command<Outcome> {
  const causes = { commandId, correlationId: commandId, causationId: commandId };
  const request: Request = { subject: 'existing', ...causes, ...known, actor, scope };
  (command as Enveloped)[ENVELOPE] = { id, request };
  // what Nest infers the result by is never there when it runs
  return command as C & Command<Outcome>;
}

/** One Nest command handler for each command of an aggregate. */
export const handlersOf = (aggregate: AnyAggregate, commands: readonly CommandType[]): Type[] =>
  commands.map((command) => {
    class Handler {
      constructor(private readonly handling: CommandHandling) {}

      execute(asked: CommandShape): Promise<Outcome> {
        const envelope = (asked as Enveloped)[ENVELOPE];
        if (!envelope)
          throw new Error(`say for whom ${command.type} is: addressed(command, { id, by })`);
        return this.handling.handle(aggregate, envelope.id, asked, envelope.request);
      }
    }
    Object.defineProperty(Handler, 'name', { value: `Handler of ${command.type}` });
    Inject(CommandHandling)(Handler, undefined, 0);
    CommandHandler(command)(Handler);
    return Handler;
  });
