import type { Event } from '#eventing';
import { SimulatedDatabase } from './database.js';
import { faults, raise } from './faults.js';
import { Judge } from './judge.js';
import { type Play, Violation } from './play.js';
import { reset } from './reset.js';
import { verdict } from './verdict.js';
import { type House, World } from './world.js';

const MOST_STEPS = 5_000;
/** More than any process of a play looks ahead, and than the clock may have gone back. */
const DAYS_AFTER = 30;
const TRACE_TAIL = 60;

/** A run in which something promised did not hold. Its seed plays it again. */
export class SimulationFailed extends Error {
  constructor(
    readonly seed: number,
    readonly trace: readonly string[],
    cause: Error,
  ) {
    super(
      `seed ${seed}: ${cause.message}

${trace.slice(-TRACE_TAIL).join('\n')}

Play it again: SEED=${seed} npm test -- test/simulation`,
      { cause },
    );
    this.name = 'SimulationFailed';
  }
}

/**
 * The runner of the house, several of it at once, on real PostgreSQL, in an order and with faults that a seed
 * decides: processes crash, stop and go on, connections break before or after a commit, subscriptions end and
 * repeat, clocks jump. Then the faults cease, and everything must come right by itself.
 */
export class Simulation {
  private constructor(
    private readonly play: Play,
    private readonly database: SimulatedDatabase,
    private readonly house: House,
  ) {}

  /** Makes a database ready for any number of runs. */
  static async open<F extends Event>(play: Play<F>): Promise<Simulation> {
    // loaded here, since whoever only folds needs none of it
    const { Aggregates, CommandHandling } = await import('#eventing');
    const { ProjectionRunner } = await import('#projections');
    const house = { Aggregates, CommandHandling, ProjectionRunner };
    return new Simulation(play, await SimulatedDatabase.open(), house);
  }

  /** Plays one seed and returns what happened, the same each time. Throws `SimulationFailed`. */
  async run(seed: number): Promise<readonly string[]> {
    await reset(this.database);
    const world = new World(seed, this.play, this.database, this.house);
    const judge = new Judge(this.play, world);
    const giveBack = world.time.takeOver();
    try {
      await storm(this.play, world, judge);
      await calm(this.play, world, judge);
      await verdict(this.play, world, judge);
      return world.trace;
    } catch (error) {
      throw new SimulationFailed(seed, world.trace, error as Error);
    } finally {
      giveBack();
      for (const node of world.nodes) world.end(node, 'is done');
    }
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}

async function storm(play: Play, world: World, judge: Judge): Promise<void> {
  const { chance, log } = world;
  // each run has weather of its own: some kinds of fault, more or less often
  const kinds = faults.filter(() => chance.happens(0.5));
  const often = chance.pick([0.01, 0.02, 0.04]);
  const steps = chance.between(60, 180);
  const raisedAt = play.raised && chance.happens(0.25) ? chance.below(steps) : -1;
  log.unruly = chance.happens(0.5);
  for (let n = play.nodes ?? 2; n > 0; n--) await world.start();
  let following = false;
  // what starting takes, it takes besides
  for (let step = 0; step < steps; step += following ? 1 : 0) {
    if (following && step === raisedAt) await raise(world);
    following ||= world.isFollowed;
    if (kinds.length > 0 && chance.happens(often)) await chance.pick(kinds)(world);
    const { session } = world.database;
    await world.step();
    // what a transaction did is looked at before anybody can put it right
    if (session !== world.database.session || chance.happens(0.1)) await look(world, judge);
  }
}

async function calm(play: Play, world: World, judge: Judge): Promise<void> {
  world.note('the faults cease');
  world.log.unruly = false;
  for (const node of world.nodes) if (node.state === 'stopped') node.state = 'running';
  const able = () => world.running.find((it) => it.raised === world.raised);
  if (!able()) await world.start();
  const last = able();
  // mostly one is left to clear up after all
  if (world.chance.happens(0.7))
    for (const node of world.running) if (node !== last) world.end(node, 'crashes for good');
  let daysPassed = false;
  let answeredAgain = false;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (!able()) await world.start();
    // the days pass until nothing waits for its own any more, and then everything is answered once again
    if (atRest(world) && (await judge.look()).every((it) => it.position === world.log.head)) {
      if (answeredAgain) return;
      answeredAgain = daysPassed;
      if (daysPassed) await world.rewind();
      else world.passDays(DAYS_AFTER);
      daysPassed = true;
    }
    const { session } = world.database;
    if (!(await world.step()))
      throw new Violation('everybody waits for something that never comes');
    if (session !== world.database.session || world.chance.happens(0.03)) await look(world, judge);
  }
  throw new Violation('the runners did not come right by themselves');
}

async function look(world: World, judge: Judge): Promise<void> {
  if (!world.database.session) await judge.look();
}

/** Whether every follower is led by somebody, without trouble, at the end of the log. */
function atRest(world: World): boolean {
  if (!world.allTold || world.database.session) return false;
  const running = world.running.map((it) => ({ it, status: it.runner?.status() ?? [] }));
  const wanted = running.flatMap(({ it, status }) => (it.raised === world.raised ? status : []));
  const done = running
    .flatMap(({ status }) => status)
    .filter(
      (it) =>
        it.state === 'leading' &&
        it.live &&
        it.position === world.log.head &&
        it.lastError === null &&
        !(it.outlook?.next && it.outlook.next <= world.today),
    );
  return (
    wanted.length > 0 &&
    wanted.every(({ name, version }) =>
      done.some((it) => it.name === name && it.version === version),
    )
  );
}
