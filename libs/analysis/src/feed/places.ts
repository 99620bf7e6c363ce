/** How many streams may be open at once: in this process, and for each caller. */
export interface Room {
  readonly inAll: number;
  readonly each: number;
}

/** Counts the streams that are open, so that no caller and no crowd of them takes the whole house. */
export class Places {
  private readonly taken = new Map<string, number>();
  private all = 0;

  constructor(readonly room: Room) {}

  /** Takes a place; answers how to give it back, or who has no more room. */
  take(caller: string): (() => void) | 'house' | 'caller' {
    const mine = this.taken.get(caller) ?? 0;
    if (mine >= this.room.each) return 'caller';
    if (this.all >= this.room.inAll) return 'house';
    this.taken.set(caller, mine + 1);
    this.all += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.all -= 1;
      const left = (this.taken.get(caller) ?? 1) - 1;
      if (left > 0) this.taken.set(caller, left);
      else this.taken.delete(caller);
    };
  }
}
