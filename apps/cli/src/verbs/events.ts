import type { Command } from 'commander';
import { type EventStore, type Filter, ORIGIN, type Position, type Recorded } from '#eventing';
import { factOf, lastFacts } from '../log-reading.js';
import type { AddVerb } from '../program.js';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';

interface TailOptions {
  readonly limit: string;
  readonly type: readonly string[];
  readonly category?: string;
  readonly follow?: true;
  readonly json?: true;
}

const collect = (value: string, before: readonly string[]) => [...before, value];

/** `groundswell events`: the log, as it was written. Answers with its noun, for further verbs. */
export function addEvents(program: Command, verb: AddVerb, world: World): Command {
  const events = program.command('events').description('read the log');
  events.copyInheritedSettings(program);

  verb<TailOptions>(events, 'tail', 'the last facts, oldest first', async (options) => {
    const limit = Number(options.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
      throw new Usage(`--limit ${options.limit}: a whole number from 1 to 10000`);
    if (options.follow && options.json)
      throw new Usage('--follow never ends, so it cannot be one JSON document');
    const filter: Filter = {
      ...(options.type.length > 0 ? { types: options.type } : {}),
      ...(options.category === undefined ? {} : { category: options.category }),
    };
    return withHouse(world, async ({ store }) => {
      const facts = await lastFacts(store, limit, filter);
      if (options.follow) {
        for (const fact of facts) world.out(`${line(fact)}\n`);
        await follow(store, facts.at(-1)?.position ?? ORIGIN, filter, world);
        return { data: null, text: '', ok: true };
      }
      return { data: { events: facts }, text: facts.map(line).join('\n'), ok: true };
    });
  })
    .option('-n, --limit <facts>', 'how many', '20')
    .option('--type <type>', 'only facts of this type; may be repeated', collect, [])
    .option('--category <category>', 'only streams of this category, e.g. intelligence.need')
    .option('--follow', 'go on with what is recorded from now');

  verb(events, 'show <id>', 'one fact, whole', async (_, [id = '']) =>
    withHouse(world, async ({ store }) => {
      const fact = await factOf(store, id);
      if (!fact) throw new Error(`no fact has the id ${id}`);
      return { data: fact, text: JSON.stringify(fact, null, 2), ok: true };
    }),
  );
  return events;
}

async function follow(
  store: EventStore,
  after: Position,
  filter: Filter,
  world: World,
): Promise<void> {
  for await (const it of store.subscribe(after, { signal: world.interrupted, filter }))
    if (it.kind === 'facts') for (const fact of it.facts) world.out(`${line(fact)}\n`);
}

const line = ({ recordedOn, type, stream, revision, actor, id }: Recorded): string =>
  `${recordedOn}  ${type}  ${stream}@${revision}  by ${actor.role} ${actor.id}  ${id}`;
