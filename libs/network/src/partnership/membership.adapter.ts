import { type EventStore, streamOf } from '#eventing';
import type { PointInTime } from '#read-model';
import { partnership } from './partnership.js';
import type { PartnershipEvent } from './partnership.events.js';

/** Which schools belong to a partnership, folded from its own stream: never behind, and as of any moment. */
export class StreamMembership {
  constructor(private readonly store: EventStore) {}

  /**
   * The URNs of the members, now or at a moment; none for an unknown partnership. By the clock `occurred` a
   * school is a member from the day it joined until the day before it left.
   */
  async urnsOf(partnershipId: string, at?: PointInTime): Promise<readonly string[]> {
    const events = await this.store.readStream<PartnershipEvent>(
      streamOf(partnership.category, partnershipId),
    );
    const members = new Set<string>();
    for (const { type, data, position, occurredOn } of events) {
      if (at && position > at.upTo) continue;
      if (at?.clock === 'occurred' && occurredOn > at.day) continue;
      if (type === 'MemberAdmitted') members.add(data.urn);
      if (type === 'MemberWithdrawn') members.delete(data.urn);
    }
    return [...members];
  }
}
