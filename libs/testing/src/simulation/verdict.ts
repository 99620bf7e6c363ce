import { isDeepStrictEqual } from 'node:util';
import { type AnyProcess, idOf, londonDay, ORIGIN, type Position, type Recorded } from '#eventing';
import type { Judge } from './judge.js';
import { type Play, Violation } from './play.js';
import type { World } from './world.js';

type Reaction = (fact: Recorded) => readonly unknown[];

/** Throws a `Violation` unless, at rest, everything was followed to the end and every process acted once. */
export async function verdict(play: Play, world: World, judge: Judge): Promise<void> {
  const followers = await judge.look();
  const { facts, head } = world.log;
  for (const { name, version, live, position } of followers) {
    if (!live) throw new Violation(`${name} v${version} never became the live version`);
    if (position !== head) throw new Violation(`${name} v${version} stands before the end`);
  }
  const { rows: about } = await world.database.query([
    'select identity, position, stream, revision, type, place from house.about order by position, place',
  ]);
  same('where each identity is named', about, indexOf(facts));
  const { rows: days } = await world.database.query([
    'select day, first_position, before_position from house.days order by first_position',
  ]);
  same('where each day begins', days, daysOf(facts));
  const { rows: refused } = await world.database.query([
    'select process, fact_id, place from house.process_refusals',
  ]);
  const refusals = new Set(refused.map((it) => JSON.stringify([it.process, it.fact_id, it.place])));
  for (const process of play.processes ?? []) actedOnce(process, facts, refusals);
}

function same(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Violation(
    `${what} is not as the log has it:
found    ${JSON.stringify(found)}
expected ${JSON.stringify(expected)}`,
  );
}

const indexOf = (facts: readonly Recorded[]) =>
  facts.flatMap(({ about, position, stream, revision, type }) =>
    [...new Set(about)].map((identity, place) => ({
      identity,
      position,
      stream,
      revision,
      type,
      place,
    })),
  );

function daysOf(facts: readonly Recorded[]) {
  const days = new Map<
    string,
    { day: string; first_position: Position; before_position: Position }
  >();
  let before: Position = ORIGIN;
  for (const { recordedOn, position } of facts) {
    const day = londonDay(recordedOn);
    if (!days.has(day)) days.set(day, { day, first_position: position, before_position: before });
    before = position;
  }
  return [...days.values()];
}

/** Each command was carried out under its own id, once, or refused; and the process did nothing else. */
function actedOnce(
  process: AnyProcess,
  facts: readonly Recorded[],
  refusals: ReadonlySet<string>,
): void {
  const mine = facts.filter((it) => it.actor.id === `process:${process.name}`);
  const commands = new Set<string>();
  for (const fact of facts) {
    const react = (process.on as Record<string, Reaction>)[fact.type];
    for (const place of (react?.(fact) ?? []).keys()) {
      const command = idOf('process', process.name, fact.id, place);
      commands.add(command);
      const done = mine.some((it) => it.commandId === command);
      const refused = refusals.has(JSON.stringify([process.name, fact.id, place]));
      if (done === refused)
        throw new Violation(
          `${process.name} ${done ? 'acted and was refused' : 'never acted'} on ${fact.type} at ${fact.position}`,
        );
    }
  }
  if (new Set(mine.map((it) => it.id)).size !== mine.length)
    throw new Violation(`${process.name} acted twice under one command id`);
  if (mine.some((it) => !commands.has(it.commandId)))
    throw new Violation(`${process.name} acted under a command id that is not its own`);
}
