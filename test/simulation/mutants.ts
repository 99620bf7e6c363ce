import {
  HandOver,
  newId,
  type NewEvent,
  type Position,
  type Recorded,
  type Stored,
} from '#eventing';
import { Follower } from '../../libs/projections/src/following/follower.js';
import { RowCache } from '../../libs/projections/src/folding/row-cache.js';
import { Lease, type Write } from '../../libs/projections/src/following/lease.js';
import { ProcessWork } from '../../libs/projections/src/reacting/process-follower.js';
import { ProjectionWork } from '../../libs/projections/src/projecting/projection-follower.js';
import { Agenda } from '../../libs/projections/src/reacting/agenda.js';
import { planning } from '../../libs/projections/src/reacting/due-commands.js';
import { ProcessSession } from '../../libs/projections/src/reacting/process-session.js';
import { type Planned, Reaction } from '../../libs/projections/src/reacting/reaction.js';
import { Reader } from '../../libs/projections/src/following/reader.js';
import { SharedSubscription } from '../../libs/projections/src/following/shared-subscription.js';
import { GatedStore } from '../../libs/testing/src/simulation/gated-store.js';

/** One way in which the runner could be wrong: what it puts in place of a method, given the right one. */
export interface Mutant {
  readonly name: string;
  readonly of: object;
  readonly method: string;
  readonly instead: (right: Method) => Method;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a method of any class, whose insides it may touch
type Method = (this: any, ...args: any[]) => any;

const mutant = (
  name: string,
  { prototype }: { prototype: object },
  method: string,
  instead: Mutant['instead'],
): Mutant => ({ name, of: prototype, method, instead });

/** Writes what a batch writes whatever the checkpoint says. */
async function writeUnguarded(lease: { pool: { query: Method } }, writes: readonly Write[]) {
  for (const { text, values } of writes)
    await lease.pool.query(`with moved as (select 1) ${text(1)}`, values);
}

/** What an append would have stored, if nothing came between and nothing went wrong. */
function hoped(head: Position, stream: string, events: readonly NewEvent[], revision: number) {
  const after = Number(head);
  const positionOf = (n: number) => String(n).padStart(20, '0') as Position;
  const hopes = events.map(({ meta, ...event }, index) => ({
    ...meta,
    ...event,
    stream,
    revision: revision + 1 + index,
    position: positionOf(after + 1 + index),
  }));
  const upTo = positionOf(after + events.length);
  return { after: head, upTo, count: events.length, events: () => hopes } as Stored;
}

/** Runners that are wrong on purpose, each caught by one of the seeds. */
export const mutants: readonly Mutant[] = [
  mutant(
    'a batch that is written first and moves its checkpoint afterwards',
    Lease,
    'advanceBy',
    () =>
      async function (to: Position, writes: readonly Write[]) {
        await writeUnguarded(this, writes);
        await this.pass(to);
      },
  ),
  mutant(
    'a batch that moves its checkpoint first and is written afterwards',
    Lease,
    'advanceBy',
    () =>
      async function (to: Position, writes: readonly Write[]) {
        await this.pass(to);
        await writeUnguarded(this, writes);
      },
  ),
  mutant(
    'an owner that writes although its lease has gone to another',
    Lease,
    'advanceBy',
    (right) =>
      async function (to: Position, writes: readonly Write[]) {
        try {
          await right.call(this, to, writes);
        } catch (error) {
          if ((error as Error).name === 'LeaseLost') await writeUnguarded(this, writes);
          throw error;
        }
      },
  ),
  mutant(
    'a follower that goes on from where it was, not from the checkpoint',
    Lease,
    'advanceBy',
    () =>
      async function (to: Position, writes: readonly Write[]) {
        const { name, version } = this.follower;
        await writeUnguarded(this, writes);
        await this.pool.query(
          'update house.followers set position = $1 where name = $2 and version = $3',
          [to, name, version],
        );
        this.position = to;
      },
  ),
  mutant(
    'a follower far behind that writes only the last of the batches it held back',
    RowCache,
    'fold',
    (right) =>
      function (...args: unknown[]) {
        this.changed = new Set();
        return right.apply(this, args);
      },
  ),
  mutant(
    'a reader that is given again what it is done with',
    Reader,
    'done',
    (right) =>
      function (at: Position, from: Position) {
        const before = this.source.window.findLast((it: Recorded) => it.position < from);
        right.call(this, at, before?.position ?? from);
      },
  ),
  mutant(
    'a log that hands over what is not durable yet',
    GatedStore,
    'append',
    (right) =>
      function (stream: string, events: readonly NewEvent[], expected: 'noStream' | number) {
        const revision = expected === 'noStream' ? -1 : expected;
        this.handOver.add(hoped(this.log.head, stream, events, revision));
        return right.call(this, stream, events, expected);
      },
  ),
  mutant(
    'a log that hands over what does not follow on',
    HandOver,
    'next',
    () =>
      function (after: Position) {
        const pieces = [...this.pieces.values()] as Stored[];
        return pieces
          .filter((it) => it.after >= after)
          .sort((a, b) => (a.after < b.after ? -1 : 1))[0];
      },
  ),
  mutant(
    'a follower that is not told of what concerns it while it works',
    Reader,
    'tell',
    (right) =>
      function (...args: unknown[]) {
        if (!this.busy) right.apply(this, args);
      },
  ),
  mutant(
    'a tail that misses what came while it was away',
    SharedSubscription,
    'run',
    (right) =>
      async function (signal: AbortSignal) {
        const { store } = this;
        const late = Object.create(store);
        late.subscribe = async function* (_: Position, options: object) {
          yield* store.subscribe(await store.head(), options);
        };
        this.store = late;
        await right.call(this, signal);
      },
  ),
  mutant(
    'a tail that ends when the subscription does',
    SharedSubscription,
    'run',
    (right) =>
      async function (signal: AbortSignal) {
        const once = new AbortController();
        const { store } = this;
        const fragile = Object.create(store);
        fragile.subscribe = async function* (after: Position, options: object) {
          try {
            yield* store.subscribe(after, options);
          } finally {
            once.abort();
          }
        };
        this.store = fragile;
        await right.call(this, AbortSignal.any([signal, once.signal]));
      },
  ),
  mutant(
    'a process that moves its checkpoint before it acts',
    ProcessWork,
    'apply',
    () =>
      async function (lease: Lease, events: readonly Recorded[], to: Position) {
        await lease.pass(to);
        for (const event of events) if (this.concerns(event)) await this.act(event);
      },
  ),
  mutant(
    'a process whose commands have a new id each time',
    Reaction,
    'send',
    (right) =>
      function (event: Recorded, ...rest: unknown[]) {
        return right.call(this, { ...event, id: newId() }, ...rest);
      },
  ),
  mutant('a process that acts before the day', Agenda, 'today', () => () => '9999-12-31'),
  mutant(
    'a process that acts on a day twice',
    Reaction,
    'due',
    (right) =>
      async function (event: Recorded, place: number) {
        await right.call(this, { ...event, id: newId() }, place);
        return right.call(this, event, place);
      },
  ),
  mutant(
    'a process that loses what waits for its day when it dies',
    ProcessSession,
    'keep',
    () =>
      async function (to: Position, { planned }: { planned: readonly Planned[] }) {
        await this.move(to, []);
        await writeUnguarded(this.lease, planning(this.follower, planned));
        this.agenda.note(planned, 0);
      },
  ),
  mutant('a process that never looks at the day', Agenda, 'isDue', () => () => false),
  mutant(
    'a process that acts again when it answers everything again',
    ProcessSession,
    'keep',
    (right) =>
      async function (to: Position, kept: { planned: readonly Planned[] }, ...rest: unknown[]) {
        await right.call(this, to, kept, ...rest);
        await this.lease.pool.query(
          `update house.due_commands set state = 'waiting' where process = $1 and event_id = any($2)`,
          [this.follower.name, kept.planned.map((it) => it.eventId)],
        );
      },
  ),
  mutant(
    'a raised version that is shown before it has everything',
    ProjectionWork,
    'apply',
    (right) =>
      async function (lease: Lease, ...rest: unknown[]) {
        await this.cutOver(Object.create(lease, { position: { value: '~' } }));
        await right.call(this, lease, ...rest);
      },
  ),
  mutant(
    'a follower that gives up after an error',
    Follower,
    'run',
    () =>
      async function (signal: AbortSignal) {
        await this.follow(signal).catch(() => undefined);
      },
  ),
];

/** Puts a mutant in place, and returns how to undo it. Throws when there is no such method any more. */
export function release({ name, of, method, instead }: Mutant): () => void {
  const right = Reflect.get(of, method) as Method | undefined;
  if (!right) throw new Error(`${name}: there is no method ${method} any more`);
  Reflect.set(of, method, instead(right));
  return () => void Reflect.set(of, method, right);
}
