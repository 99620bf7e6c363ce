import { command } from '#eventing';
import { FlagField, IdField, TitleField } from '#http';

/** Body of `POST /v1/projections/{id}/retries`. */
export class RetryParkedFacts extends command(
  'RetryParkedFacts',
  'The parked facts of a key are tried again, in order.',
)<RetryParkedFacts> {
  @TitleField('The key that is parked, as the list of parked facts has it', 'urn:139402')
  key!: string;

  @TitleField('Only facts up to this position', '0000000000000117', { optional: true })
  upTo?: string;
}

/** Body of `POST /v1/projections/{id}/discards`. */
export class DiscardParkedFact extends command(
  'DiscardParkedFact',
  'A parked fact is left out of a read model or process, for good.',
)<DiscardParkedFact> {
  @TitleField('The key that is parked, as the list of parked facts has it', 'urn:139402')
  key!: string;

  @IdField('The parked fact')
  factId!: string;

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
export type ProjectionCommand =
  RetryParkedFacts | DiscardParkedFact | RequestRebuild | CancelRebuild;
