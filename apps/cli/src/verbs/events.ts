import type { Command } from 'commander';
import { type Events, filterOf, type Selection } from '#analysis';
import { cloudEventOf } from '#contracts';
import { asKept, type EventStore, ORIGIN, type Recorded } from '#eventing';
import { withHouse } from '../with-house.js';
import { Usage, type World } from '../world.js';
import { addFilters, type FilterOptions, selectionOf } from './event-filters.js';
import { trace } from './trace.js';
import type { AddVerb } from '../verb.js';

interface TailOptions extends FilterOptions {
  readonly limit: string;
  readonly follow?: true;
  readonly ndjson?: true;
  readonly json?: true;
}

/** `groundswell events`: the log, as it was written. Answers with its noun, for further verbs. */
export function addEvents(program: Command, verb: AddVerb, world: World): Command {
  const events = program.command('events').description('read the log');
  events.copyInheritedSettings(program);

  const tail = verb<TailOptions>(
    events,
    'tail',
    'the last events, oldest first',
    async (options) => {
      const limit = Number(options.limit);
      if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
        throw new Usage(`--limit ${options.limit}: a whole number from 1 to 10000`);
      if (options.follow && options.json)
        throw new Usage('--follow never ends, so it cannot be one JSON document; use --ndjson');
      if (options.ndjson && options.json)
        throw new Usage('--ndjson is many documents and --json is one: choose');
      const selection = selectionOf(options);
      return withHouse(world, async ({ store, events }) => {
        const last = await events.last(selection, limit);
        const logId = await store.logId();
        const say = options.ndjson
          ? (it: Recorded) => JSON.stringify(cloudEventOf(it, logId))
          : (it: Recorded) => line(it);
        if (!options.follow)
          return { data: { events: last }, text: last.map(say).join('\n'), ok: true };
        for (const it of last) world.out(`${say(it)}\n`);
        const after = last.at(-1)?.position ?? ORIGIN;
        for await (const it of recordedFrom({ store, events, selection, after, world }))
          world.out(`${say(it)}\n`);
        return { data: null, text: '', ok: true };
      });
    },
  )
    .option('-n, --limit <events>', 'how many', '20')
    .option('--follow', 'go on with what is recorded from now')
    .option('--ndjson', 'one CloudEvent a line');
  addFilters(tail);

  verb(events, 'show <id>', 'one event, whole', async (_, [id = '']) =>
    withHouse(world, async ({ events }) => {
      const event = await events.one(asKept(id), 'machine');
      if (!event) throw new Error(`no event has the id ${id}`);
      return { data: event, text: JSON.stringify(event, null, 2), ok: true };
    }),
  );

  verb(events, 'trace <correlation>', 'the tree of what one request caused', (_, [id = '']) =>
    withHouse(world, (house) => trace(house, asKept(id))),
  );
  return events;
}

/** What is asked for of that which is recorded after a position, until the caller interrupts. */
async function* recordedFrom({
  store,
  events,
  selection,
  after,
  world,
}: {
  readonly store: EventStore;
  readonly events: Events;
  readonly selection: Selection;
  readonly after: Recorded['position'];
  readonly world: World;
}): AsyncGenerator<Recorded, void> {
  const filter = filterOf(selection);
  for await (const it of store.subscribe(after, { signal: world.interrupted, filter }))
    if (it.kind === 'events') yield* await events.among(it.events, selection, 'machine');
}

const line = ({ recordedOn, type, stream, revision, actor, id }: Recorded): string =>
  `${recordedOn}  ${type}  ${stream}@${revision}  by ${actor.role} ${actor.id}  ${id}`;
