import type { Aggregates, CommandHandling, Event } from '#eventing';
import { idOf, londonDay, SetClock } from '#eventing';
import type { ProjectionRunner } from '#projections';
import { tagsOf } from '../tags.js';
import { type Call, send, summary } from './call.js';
import { Chance } from './chance.js';
import type { SimulatedDatabase } from './database.js';
import { gatedPool } from './gated-pool.js';
import { GatedStore } from './gated-store.js';
import { SimulatedNode } from './node.js';
import { LEASE_MS, type Play } from './play.js';
import { toldEvent } from './told-event.js';
import { UnrulyLog } from './unruly-log.js';
import { type Timer, VirtualTime } from './virtual-time.js';

const DAY_MS = 86_400_000;
const BEGINNING = Date.parse('2025-10-01T09:00:00Z');

/** Code of the house that a simulation drives: given, so that those who only fold do not load it. */
export interface House {
  readonly Aggregates: typeof Aggregates;
  readonly CommandHandling: typeof CommandHandling;
  readonly ProjectionRunner: typeof ProjectionRunner;
}

/** The nodes, the servers and the time of one run, and the schedule that moves them: one thing at a time. */
export class World {
  readonly time = new VirtualTime();
  readonly chance: Chance;
  readonly log: UnrulyLog;
  readonly nodes: SimulatedNode[] = [];
  readonly trace: string[] = [];
  /** Whether nodes that start from now on run the raised versions. */
  raised = false;
  /** How far the clock of the database is from the time that has passed. */
  skewMs = 0;
  private readonly clock = new SetClock(new Date(BEGINNING).toISOString());
  private readonly untold: Event[];
  /** How often processes forgot where they stood. */
  rewinds = 0;
  private days = 0;
  private told = 0;

  constructor(
    seed: number,
    private readonly play: Play,
    readonly database: SimulatedDatabase,
    private readonly house: House,
  ) {
    this.chance = new Chance(seed);
    this.log = new UnrulyLog(this.chance);
    this.untold = [...play.events(this.chance)];
  }

  /** Whether the whole history was told. */
  get allTold(): boolean {
    return this.untold.length === 0;
  }

  get running(): SimulatedNode[] {
    return this.nodes.filter((it) => it.state === 'running');
  }

  /** Whether somebody follows the log now. */
  get isFollowed(): boolean {
    return this.running.some((it) => it.runner?.status().some(({ state }) => state === 'leading'));
  }

  /** Says what happens, for the trace. */
  note(says: string): void {
    this.trace.push(
      `${String(this.trace.length).padStart(4)} +${Math.round(this.time.now)} ${says}`,
    );
  }

  /** Starts one more node. */
  async start(): Promise<void> {
    const name = `node-${this.nodes.length + 1}`;
    const node = new SimulatedNode(name, this.raised, this.time);
    this.nodes.push(node);
    this.note(`${name} starts${node.raised ? ' with raised versions' : ''}`);
    const { Aggregates, CommandHandling, ProjectionRunner } = this.house;
    const store = new GatedStore(node, this.log);
    const aggregates = new Aggregates(this.play.aggregates ?? []);
    const says = (_: object, what: string): void => this.note(`${name} says: ${what}`);
    const runner = new ProjectionRunner({
      store,
      pool: gatedPool(node, this.database),
      projections: this.projectionsOf(node),
      processes: this.play.processes ?? [],
      handling: new CommandHandling(store, this.clock, aggregates, tagsOf),
      aggregates,
      clock: this.clock,
      log: { info: says, warn: says, error: says },
      leaseMs: LEASE_MS,
      // so few that a history is many of them
      liveBatch: 3,
    });
    await this.time.during(node, () => {
      void runner.start().then(
        () => (node.runner = runner),
        () => {
          this.end(node, 'cannot start');
          this.time.set(this, LEASE_MS / 2, () => this.start());
        },
      );
    });
  }

  /** The versions that a node runs. */
  projectionsOf({ raised }: SimulatedNode) {
    const later = raised ? (this.play.raised ?? []) : [];
    return this.play.projections.map((it) => later.find(({ name }) => name === it.name) ?? it);
  }

  /** Ends a node on the spot. */
  end(node: SimulatedNode, how: string): void {
    if (node.state === 'gone') return;
    this.note(`${node.name} ${how}`);
    if (this.database.session?.owner === node) this.database.release(this.database.session);
    node.end();
  }

  /** The day that the wall clock shows. */
  get today(): string {
    return londonDay(this.clock.now());
  }

  /** Lets every process forget where it stood, so that it answers the whole log again. */
  async rewind(): Promise<void> {
    if (this.database.session) return;
    this.rewinds++;
    this.note('the processes forget where they stood');
    await this.database.query([`update house.followers set position = '' where kind = 'process'`]);
  }

  /** Moves the wall clock of those who record events. */
  passDays(days: number): void {
    this.days += days;
    this.note(`the clock of the writers goes ${days} days on`);
  }

  /** One thing happens: a call is sent or answered, a timer ends, or an event is told. False when nothing can. */
  async step(): Promise<boolean> {
    this.clock.set(new Date(BEGINNING + this.days * DAY_MS + this.time.now).toISOString());
    // the clock may go back, and what was due before stays due
    if (this.today > this.log.day) this.log.day = this.today;
    const moves = this.running.flatMap((node) =>
      [...node.calls].filter((it) => it.outcome || it.ready()).map((call) => ({ node, call })),
    );
    const timers = this.time.next(
      (owner) => !(owner instanceof SimulatedNode && owner.state !== 'running'),
    );
    const thrown = this.chance.next();
    // some of the history is there before, most of it comes while somebody follows
    const often = this.isFollowed ? 0.06 : 0.01;
    if (this.untold.length > 0 && (thrown < often || moves.length + timers.length === 0))
      return this.tell();
    if (moves.length > 0 && (thrown < 0.85 || timers.length === 0)) {
      const { node, call } = this.chance.pick(moves);
      return this.move(node, call);
    }
    if (timers.length === 0) return false;
    // mostly in order; now and then somebody is late
    const timer = this.chance.happens(0.85) ? (timers[0] as Timer) : this.chance.pick(timers);
    this.time.pass(timer);
    if (timer.owner === this) await timer.run();
    else await this.time.during(timer.owner, () => void timer.run());
    return true;
  }

  /** Sends a call, or brings its answer back. */
  async move(node: SimulatedNode, call: Call): Promise<true> {
    const { outcome } = call;
    if (outcome) {
      this.note(`${node.name} <- ${call.what}: ${summary(outcome)}`);
      await node.deliver(call, outcome);
    } else {
      await this.send(call);
      this.note(`${node.name} -> ${call.what}`);
    }
    return true;
  }

  /** Sends a call and keeps the answer. */
  async send(call: Call): Promise<void> {
    this.database.clock = this.time.now + this.skewMs;
    await send(call);
  }

  private async tell(): Promise<true> {
    const event = this.untold.shift() as Event;
    const around = { catalogue: this.play.catalogue, events: this.log.events };
    const made = { commandId: idOf('told', this.told++), now: this.clock.now() };
    const { stream, event: told } = toldEvent(event, { ...made, ...around });
    await this.log.append(stream, [told], 'any');
    this.note(`told: ${event.type}`);
    return true;
  }
}
