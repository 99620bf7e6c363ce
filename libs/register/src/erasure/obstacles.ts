/** Something that has to end before a person can be erased. */
export interface Obstacle {
  /** Stable and machine-readable. */
  readonly code: string;
  /** What is in the way, and what to do about it. */
  readonly detail: string;
}

/** What the rest of the house still needs a person for; apps know where to look. */
export abstract class Obstacles {
  /** What is in the way of erasing a person: nothing, when they may go. */
  abstract of(personId: string): Promise<readonly Obstacle[]>;
}
