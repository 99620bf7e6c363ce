import type { CommandShape, Outcome } from '#eventing';

/**
 * What is kept beside a command because it may not stand in its events (a person's name). Each may run more than
 * once for one command.
 */
export abstract class Beside {
  /** Whether the command brings words that are kept here: the hash of its body then says nothing once they are erased. */
  keepsWords(_command: CommandShape): boolean {
    return false;
  }
  /** Runs before the command is decided, which may still refuse it: it looks, and stores nothing. */
  before(_id: string, _command: CommandShape, _commandId: string): Promise<void> {
    return Promise.resolve();
  }
  /** Stores what its events will name, once it is decided and before they are recorded. */
  keep(_id: string, _command: CommandShape): Promise<void> {
    return Promise.resolve();
  }
  /** Takes back what was kept, once for each time: the command was refused after all. */
  takeBack(_id: string, _command: CommandShape): Promise<void> {
    return Promise.resolve();
  }
  /** Runs once its events are recorded, or when it changed nothing. */
  after(_id: string, _command: CommandShape, _outcome: Outcome): Promise<void> {
    return Promise.resolve();
  }
}
