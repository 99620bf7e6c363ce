import type { EventStore, Place, Position } from '#eventing';

/** An event that the log is known to have had, and where. */
export type Landmark = Place & { readonly id: string };

/** The log lacks what was in it: an earlier copy of it was restored, or another log took its place. */
export class LogWentBack extends Error {
  constructor(seen: Position) {
    super(
      `the log had something at ${seen} that is not there any more: an earlier copy of it was restored; see docs/guides/states.md`,
    );
    this.name = 'LogWentBack';
  }
}

/** Whether it stands where it stood: if not, this is not the log any more that had it. */
export async function isStill(store: EventStore, landmark: Landmark): Promise<boolean> {
  const [found] = await store.readEvents([landmark]);
  return found?.id === landmark.id;
}
