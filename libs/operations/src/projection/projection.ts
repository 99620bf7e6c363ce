import { type Decider, Refusal } from '#eventing';
import { LOOKED_AFTER, type ParkingEvent, parkingEvents } from '#projections';
import type { ProjectionCommand } from './projection.commands.js';

/** The events that were discarded, each with its key. */
export type ProjectionState = ReadonlySet<string>;

const pair = (key: string, eventId: string): string => `${eventId} ${key}`;

/**
 * What operators do about a read model or process. Whether an event is parked is known to its runner, not to the log:
 * that is asked before.
 */
export const projection: Decider<ProjectionCommand, ParkingEvent, ProjectionState> = {
  category: LOOKED_AFTER,
  identity: 'projection',
  events: parkingEvents,
  initial: new Set(),

  decide(command, discarded, { id }) {
    switch (command.type) {
      case 'RetryParkedEvents': {
        const { key, upTo } = command;
        const data = { projection: id, key, ...(upTo === undefined ? {} : { upTo }) };
        return [{ type: 'ParkedEventsRetried', data }];
      }
      case 'DiscardParkedEvent': {
        const { key, eventId, reason } = command;
        if (discarded.has(pair(key, eventId)))
          throw new Refusal('event-discarded', 'This event was discarded before: once is enough.');
        return [{ type: 'ParkedEventDiscarded', data: { projection: id, key, eventId, reason } }];
      }
      case 'RequestRebuild': {
        const { afresh = false } = command;
        return [{ type: 'RebuildRequested', data: { projection: id, afresh } }];
      }
      case 'CancelRebuild':
        return [{ type: 'RebuildCancelled', data: { projection: id } }];
    }
  },

  evolve: (discarded, { type, data }) =>
    type === 'ParkedEventDiscarded'
      ? new Set(discarded).add(pair(data.key, data.eventId))
      : discarded,
};
