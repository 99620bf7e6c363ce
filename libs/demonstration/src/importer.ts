import { type Aggregates, type CommandHandling, idOf, requestOf } from '#eventing';
import type { CensusReturn } from './story/step.js';

/** Takes census returns in as an import does, under command ids that are the same every time. */
export class Importer {
  constructor(
    private readonly handling: CommandHandling,
    private readonly aggregates: Aggregates,
  ) {}

  /** Records what a census says of one school; `key` names the step of the story. */
  async take({ urn, census }: CensusReturn, key: string): Promise<void> {
    const causes = { correlationId: key, causationId: key };
    const request = requestOf('import', idOf('demonstration', key), causes);
    await this.handling.handle(this.aggregates.of('network.school'), urn, census, request);
  }
}
