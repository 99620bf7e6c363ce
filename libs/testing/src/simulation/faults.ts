import { cutOff } from './call.js';
import type { SimulatedNode } from './node.js';
import { LEASE_MS } from './play.js';
import type { World } from './world.js';

/** Something that goes wrong, where it can. */
type Fault = (world: World) => void | Promise<void>;

const one = (world: World): SimulatedNode | undefined =>
  world.running.length > 0 ? world.chance.pick(world.running) : undefined;

/** From a moment to three leases. */
const aWhile = ({ chance }: World): number => Math.round(LEASE_MS * (chance.next() ** 2 * 3));

function later(world: World, does: () => void | Promise<void>): void {
  world.time.set(world, aWhile(world), does);
}

/** Ends a node between any two of its steps; another takes its place after a while. */
const crash: Fault = (world) => {
  const node = one(world);
  if (!node) return;
  world.end(node, 'crashes');
  later(world, () => world.start());
};

/** Asks a node to end, as a deployment does; another takes its place. */
const restart: Fault = async (world) => {
  const node = one(world);
  if (!node?.runner) return;
  world.note(`${node.name} is asked to end`);
  const { runner } = node;
  await world.time.during(node, () => void runner.stop().then(() => world.end(node, 'ended')));
  later(world, () => world.start());
};

/** Stops a node in its tracks, perhaps for longer than its lease, and lets it go on as if nothing had been. */
const pause: Fault = (world) => {
  const node = one(world);
  if (!node) return;
  world.note(`${node.name} is stopped`);
  node.state = 'stopped';
  // the server ends a transaction that idles
  if (world.database.session?.owner === node) world.database.release(world.database.session);
  later(world, () => {
    if (node.state !== 'stopped') return;
    world.note(`${node.name} goes on`);
    node.state = 'running';
  });
};

/** Cuts the connection of a call: before it was sent, or after it was carried out and before the answer came. */
const cut: Fault = async (world) => {
  const calls = world.running.flatMap((node) => [...node.calls].map((call) => ({ node, call })));
  if (calls.length === 0) return;
  const { node, call } = world.chance.pick(calls);
  if (!call.outcome && call.ready() && world.chance.happens(0.5)) await world.send(call);
  const when = call.outcome ? 'after' : 'before';
  world.note(`${node.name}: the connection is cut ${when} ${call.what}`);
  call.cut();
  call.outcome = { error: cutOff() };
};

/** Moves the clock of the database by up to two leases, either way. */
const jump: Fault = (world) => {
  const ms = Math.round((world.chance.next() * 4 - 2) * LEASE_MS);
  world.skewMs += ms;
  world.note(`the clock of the database jumps by ${ms} ms`);
};

/** Lets the wall clock of the writers go on by days, or back by one. */
const passDays: Fault = (world) => world.passDays(world.chance.pick([1, 1, 2, -1]));

/** Lets processes answer everything again, as after a backup of the read side was put back. */
const rewind: Fault = (world) => world.rewind();

/** From now on nodes start with raised versions, and one does at once. */
export const raise: Fault = async (world) => {
  world.raised = true;
  const node = one(world);
  if (node) world.end(node, 'makes way for a raised version');
  await world.start();
};

/** Every kind of fault. */
export const faults: readonly Fault[] = [
  crash,
  restart,
  pause,
  cut,
  cut,
  jump,
  passDays,
  passDays,
  rewind,
];
