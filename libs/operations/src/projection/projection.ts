import { type Decider, Refusal } from '#eventing';
import { LOOKED_AFTER, type ParkingEvent, parkingEvents } from '#projections';
import type { ProjectionCommand } from './projection.commands.js';

/** The facts that were discarded, each with its key. */
export type ProjectionState = ReadonlySet<string>;

const pair = (key: string, factId: string): string => `${factId} ${key}`;

/**
 * What operators do about a read model or process. Whether a fact is parked is known to its runner, not to the log:
 * that is asked before.
 */
export const projection: Decider<ProjectionCommand, ParkingEvent, ProjectionState> = {
  category: LOOKED_AFTER,
  identity: 'projection',
  facts: parkingEvents,
  initial: new Set(),

  decide(command, discarded, { id }) {
    switch (command.type) {
      case 'RetryParkedFacts': {
        const { key, upTo } = command;
        const data = { projection: id, key, ...(upTo === undefined ? {} : { upTo }) };
        return [{ type: 'ParkedFactsRetried', data }];
      }
      case 'DiscardParkedFact': {
        const { key, factId, reason } = command;
        if (discarded.has(pair(key, factId)))
          throw new Refusal('fact-discarded', 'This fact was discarded before: once is enough.');
        return [{ type: 'ParkedFactDiscarded', data: { projection: id, key, factId, reason } }];
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
    type === 'ParkedFactDiscarded'
      ? new Set(discarded).add(pair(data.key, data.factId))
      : discarded,
};
