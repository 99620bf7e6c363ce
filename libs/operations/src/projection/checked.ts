import type { CommandShape, Recorded } from '#eventing';
import type { Oversight } from '#projections';
import type { ProjectionCommand } from './projection.commands.js';

/**
 * Throws unless the runner's books say that there is something to do: a parked key, a parked event, no rebuild or one
 * under way. A command that was recorded before is let through: it answers as it did.
 */
export async function checked(
  oversight: Oversight,
  past: readonly Recorded[],
  name: string,
  command: CommandShape,
  commandId: string,
): Promise<void> {
  if (past.some((it) => it.commandId === commandId)) return;
  const it = command as ProjectionCommand;
  switch (it.type) {
    case 'RetryParkedEvents':
      return oversight.assertParked(name, it.key);
    case 'DiscardParkedEvent':
      return oversight.assertParked(name, it.key, it.eventId);
    case 'RequestRebuild':
      return oversight.assertRebuild(name, 'none');
    case 'CancelRebuild':
      return oversight.assertRebuild(name, 'underWay');
  }
}
