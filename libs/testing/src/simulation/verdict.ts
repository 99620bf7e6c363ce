import { isDeepStrictEqual } from 'node:util';
import {
  answersOf,
  type AnyProcess,
  idOf,
  londonDay,
  plusDays,
  ORIGIN,
  type Position,
  type Recorded,
} from '#eventing';
import type { Judge } from './judge.js';
import { type Play, Violation } from './play.js';
import type { World } from './world.js';

/** Throws a `Violation` unless, at rest, everything was followed to the end and every process acted once. */
export async function verdict(play: Play, world: World, judge: Judge): Promise<void> {
  const followers = await judge.look();
  const { events, head } = world.log;
  for (const { name, version, live, position } of followers) {
    if (!live) throw new Violation(`${name} v${version} never became the live version`);
    if (position !== head) throw new Violation(`${name} v${version} stands before the end`);
  }
  const { rows: tags } = await world.database.query([
    'select identity, position, stream, revision, type, place from house.tags order by position, place',
  ]);
  same('where each identity is named', tags, indexOf(events));
  const { rows: days } = await world.database.query([
    'select day, first_position, before_position from house.days order by first_position',
  ]);
  same('where each day begins', days, daysOf(events));
  const { rows: refused } = await world.database.query([
    'select process, event_id, place from house.process_refusals',
  ]);
  const refusals = new Set(
    refused.map((it) => JSON.stringify([it.process, it.event_id, it.place])),
  );
  const { rows: due } = await world.database.query([
    'select process, event_id, place, state from house.due_commands',
  ]);
  const states = new Map(
    due.map((it) => [JSON.stringify([it.process, it.event_id, it.place]), it.state as string]),
  );
  for (const process of play.processes ?? [])
    actedOnce(process, events, { refusals, states, days: world.log.days });
}

function same(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Violation(
    `${what} is not as the log has it:
found    ${JSON.stringify(found)}
expected ${JSON.stringify(expected)}`,
  );
}

const indexOf = (events: readonly Recorded[]) =>
  events.flatMap(({ tags, position, stream, revision, type }) =>
    [...new Set(tags)].map((identity, place) => ({
      identity,
      position,
      stream,
      revision,
      type,
      place,
    })),
  );

function daysOf(events: readonly Recorded[]) {
  const runs: { day: string; first_position: Position; before_position: Position }[] = [];
  let before: Position = ORIGIN;
  for (const { recordedOn, position } of events) {
    const day = londonDay(recordedOn);
    const current = runs.at(-1)?.day;
    // a clock that is a day behind begins no other run
    if (current === undefined || (day !== current && plusDays(day, 1) !== current))
      runs.push({ day, first_position: position, before_position: before });
    before = position;
  }
  return runs;
}

/** What the database and the log keep of commands. */
interface Books {
  readonly refusals: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, string>;
  /** The latest day there had been when an event was appended. */
  readonly days: ReadonlyMap<string, string>;
}

/** Each command was carried out under its own id, once, or refused; and the process did nothing else. */
function actedOnce(
  process: AnyProcess,
  events: readonly Recorded[],
  { refusals, states, days }: Books,
): void {
  const mine = events.filter((it) => it.actor.id === `process:${process.name}`);
  const commands = new Set<string>();
  for (const event of events) {
    for (const [place, { notBefore }] of answersOf(process, event).entries()) {
      const command = idOf('process', process.name, event.id, place);
      commands.add(command);
      const done = mine.find((it) => it.commandId === command);
      const key = JSON.stringify([process.name, event.id, place]);
      const refused = refusals.has(key);
      if (notBefore !== undefined) {
        const state = states.get(key) ?? 'lost';
        const expected = done ? 'sent' : refused ? 'refused' : 'dropped';
        if (state !== expected)
          throw new Violation(`${process.name}: what was due on ${notBefore} is ${state}`);
        if (done && (days.get(done.id) ?? '') < notBefore)
          throw new Violation(`${process.name} acted before ${notBefore}`);
      } else if ((done !== undefined) === refused)
        throw new Violation(
          `${process.name} ${done ? 'acted and was refused' : 'never acted'} on ${event.type} at ${event.position}`,
        );
    }
  }
  if (new Set(mine.map((it) => it.id)).size !== mine.length)
    throw new Violation(`${process.name} acted twice under one command id`);
  if (mine.some((it) => !commands.has(it.commandId)))
    throw new Violation(`${process.name} acted under a command id that is not its own`);
}
