import { type Aggregates, type CommandHandling, idOf } from '#eventing';
import type { CensusReturn } from './story/step.js';

/** Takes census returns in as an import does, under command ids that are the same every time. */
export class Importer {
  constructor(
    private readonly handling: CommandHandling,
    private readonly aggregates: Aggregates,
  ) {}

  /** Records what a census says of one school; `key` names the step of the story. */
  async take({ urn, census }: CensusReturn, key: string): Promise<void> {
    await this.handling.handle(this.aggregates.of('network.school'), urn, census, {
      commandId: idOf('demonstration', key),
      correlationId: key,
      causationId: key,
      actor: { id: 'import', role: 'service', urns: [] },
      scope: 'all',
      subject: 'existing',
    });
  }
}
