/** Characters of rows that all read models of a process keep in memory while they replay. */
const ROOM = 48_000_000;

/** What one read model keeps of the room that all of a process share. */
export class RowShare {
  private holds = 0;

  constructor(private readonly budget: RowBudget) {}

  /** How much it may hold: what the others leave, and never less than an equal part. */
  get room(): number {
    const { room, held, holders } = this.budget;
    const others = this.holds > 0 ? holders - 1 : holders;
    return Math.max(room / (others + 1), room - (held - this.holds));
  }

  /** It holds this much now; nothing when it keeps no rows any more. */
  hold(weight: number): void {
    this.budget.held += weight - this.holds;
    this.budget.holders += Number(weight > 0) - Number(this.holds > 0);
    this.holds = weight;
  }
}

/**
 * One bound for the rows that all read models of a process keep in memory, however many they are: once it is reached,
 * those that hold more than an equal part write theirs and let them go.
 */
export class RowBudget {
  /** What is held in all, and by how many. */
  held = 0;
  holders = 0;

  constructor(readonly room = ROOM) {}

  /** The part of one more read model. */
  share(): RowShare {
    return new RowShare(this);
  }
}
