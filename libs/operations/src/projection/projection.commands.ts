import { command, type CommandsOf } from '#eventing';
import { AsKept, FlagField, IdField, TitleField } from '#http';

/** Body of `POST /v1/projections/{id}/retries`. */
export class RetryParkedEvents extends command(
  'RetryParkedEvents',
  'The parked events of a key are tried again, in order.',
)<RetryParkedEvents> {
  @AsKept()
  @TitleField('The key that is parked, as the list of parked events has it', 'urn:139402')
  key!: string;

  @TitleField('Only events up to this position', '0000000000000117', { optional: true })
  upTo?: string;
}

/** Body of `POST /v1/projections/{id}/discards`. */
export class DiscardParkedEvent extends command(
  'DiscardParkedEvent',
  'A parked event is left out of a read model or process, for good.',
)<DiscardParkedEvent> {
  @AsKept()
  @TitleField('The key that is parked, as the list of parked events has it', 'urn:139402')
  key!: string;

  @IdField('The parked event')
  eventId!: string;

  @TitleField('Why, in institutional words: it stands in the log', 'Recorded twice by the importer')
  reason!: string;
}

/** Body of `POST /v1/projections/{id}/rebuilds`. */
export class RequestRebuild extends command(
  'RequestRebuild',
  'The rows of a read model are built anew beside those that are read, compared and put in their place.',
)<RequestRebuild> {
  @FlagField('Whether to begin anew, rather than go on with one that was cancelled', {
    optional: true,
  })
  afresh?: boolean;
}

/** Body of `POST /v1/projections/{id}/cancellations`. */
export class CancelRebuild extends command(
  'CancelRebuild',
  'A rebuild under way stops where it stands.',
) {}

/** Every command about a read model or process. */
export type ProjectionCommand = CommandsOf<typeof import('./projection.commands.js')>;
