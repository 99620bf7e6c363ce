import { Injectable } from '@nestjs/common';
import { aggregate, type CommandShape, EventStore } from '#eventing';
import { Beside, commandsOf } from '#http';
import { ordersOf, Oversight } from '#projections';
import { checked } from './checked.js';
import * as commands from './projection.commands.js';
import { projection } from './projection.js';

const NAME = /^[a-z]+(\.[a-z0-9-]+)+$/;

/** Asks the runner's own books, before a command is decided, whether there is anything to do. */
@Injectable()
export class LookedAfterBeside extends Beside {
  constructor(
    private readonly oversight: Oversight,
    private readonly store: EventStore,
  ) {
    super();
  }
  override async before(id: string, command: CommandShape, commandId: string): Promise<void> {
    const past = await this.store.readStream(ordersOf(id));
    await checked(this.oversight, past, id, command, commandId);
  }
}

/** `POST /v1/projections/{name}/...`: what operators do about a read model or process. */
export const projections = commandsOf(aggregate(projection), {
  route: 'projections',
  standing: true,
  id: NAME,
  intents: {
    retries: commands.RetryParkedEvents,
    discards: commands.DiscardParkedEvent,
    rebuilds: commands.RequestRebuild,
    cancellations: commands.CancelRebuild,
  },
  beside: LookedAfterBeside,
  roles: {
    RetryParkedEvents: ['operator'],
    DiscardParkedEvent: ['operator'],
    RequestRebuild: ['operator'],
    CancelRebuild: ['operator'],
  },
});
