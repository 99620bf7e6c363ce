import {
  type Aggregates,
  type Clock,
  type Handling,
  idOf,
  londonDay,
  NotFound,
  Refusal,
} from '#eventing';

const NAME = 'brokerage.release-orphaned-reservations';

/** A row of `open-reservations`: days held for a deployment that has not followed yet. */
export interface HeldDays {
  readonly providerId: string;
  readonly deploymentId: string;
  readonly halfDays: number;
  readonly until: string;
  /** The fact that reserved them. */
  readonly factId: string;
}

/** Gives back days that were reserved for a deployment that never followed, after their due date. Run it daily. */
export class ReleaseOrphanedReservations {
  constructor(
    /** All rows of `open-reservations`. */
    private readonly held: () => Promise<readonly HeldDays[]>,
    private readonly handling: Handling,
    private readonly aggregates: Aggregates,
    private readonly clock: Clock,
  ) {}

  /** Releases what is overdue and says how many reservations that were. Running it twice acts once. */
  async run(): Promise<number> {
    const today = londonDay(this.clock.now());
    const overdue = (await this.held()).filter((it) => it.until < today);
    let released = 0;
    for (const reservation of overdue) if (await this.release(reservation)) released++;
    return released;
  }

  private async release({ providerId, deploymentId, halfDays, factId }: HeldDays) {
    const commandId = idOf('process', NAME, factId);
    const command = { type: 'ReleaseDays', deploymentId, halfDays, why: 'expired' };
    try {
      const { facts } = await this.handling.handle(
        this.aggregates.of('brokerage.provider'),
        providerId,
        command,
        {
          commandId,
          correlationId: commandId,
          causationId: factId,
          actor: { id: `process:${NAME}`, role: 'service', urns: [] },
          scope: 'all',
          subject: 'existing',
        },
      );
      return facts.length > 0;
    } catch (error) {
      if (error instanceof Refusal || error instanceof NotFound) return false;
      throw error;
    }
  }
}
