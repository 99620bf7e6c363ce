import { strict as assert } from 'node:assert';
import type { EventStore, Position, Recorded } from '#eventing';
import { ORIGIN } from '#eventing';
import type { RunningPlatform } from '../support/running-platform.js';

/** Reads the log itself, not through the platform, and says whether it is what the writers were told. */
export class Judge {
  private readonly needs = new Map<string, Recorded>();
  private after: Position = ORIGIN;
  private acknowledged = 0;

  constructor(private readonly store: EventStore) {}

  /** Every acknowledged need is there once, and nothing else is; every read model equals a fold of the log. */
  async judge(told: ReadonlyMap<string, string>, platform: RunningPlatform): Promise<void> {
    await this.readOn();
    for (const [key, id] of told) {
      const event = this.needs.get(id);
      assert(event, `${key} was acknowledged as ${id} and is lost`);
      assert.deepEqual((event.data as { evidenceRefs: string[] }).evidenceRefs, [key]);
    }
    this.acknowledged += told.size;
    assert.equal(this.needs.size, this.acknowledged, 'there are needs that nobody was told of');
    const { code, json, stderr } = await platform.cli('projections', 'verify');
    assert.equal(
      code,
      0,
      `a read model is not a fold of the log: ${JSON.stringify(json)} ${stderr}`,
    );
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const events = await this.store.readAll(this.after, { limit: 5_000 });
      const last = events.at(-1);
      if (!last) return;
      for (const event of events.filter((it) => it.type === 'NeedIdentified')) {
        const { needId } = event.data as { needId: string };
        assert(!this.needs.has(needId), `${needId} was identified twice`);
        this.needs.set(needId, event);
      }
      this.after = last.position;
    }
  }
}
