import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { NotFound, type Projection } from '#eventing';
import { type AnyReads, keyIn, servedProperties } from '#read-model';
import { problem } from '../problem/problem.js';
import type { Answer } from './answer.interceptor.js';
import { CSV, csvOf } from './csv.js';
import { listAsked, listGiven } from './list-parameters.js';
import { asOfParameters, parametersOf } from './parameters.js';
import { type Listing, queriesOf, ReadAtOnce } from './queries.js';
import { ReadEdge } from './read-edge.js';
import { representationOf } from './representation.js';
import { ServedRows } from './served-rows.js';
import { Stories } from './story.js';

/** The way of every read of rows from its request to its answer. */
@Injectable()
export class RowReads {
  constructor(
    private readonly bus: QueryBus,
    private readonly edge: ReadEdge,
    private readonly served: ServedRows,
    private readonly stories: Stories,
  ) {}

  /** A page of the rows that the caller may see, as JSON or CSV. */
  async list(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const form = representationOf(request, ['application/json', CSV]);
    const given = listGiven(request, read);
    const asked = await this.edge.readingOf(request, given.single, namesOf(read));
    const viewer = this.edge.viewerOf(request, asked);
    const rows = { ...asked.reading, ...listAsked(read, given, viewer.today) };
    const { value, position } = await this.page(read, request, rows);
    const items = await this.served.of(read, value.rows, viewer, !!asked.asOf);
    const body = form === CSV ? csvOf(servedProperties(read), items) : { items };
    const { next, count } = value;
    return { body, position, asOf: asked.asOf, count, next };
  }

  /** One row, if the caller may see it. */
  async one(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const { key, asked } = await this.subject(read, request);
    const query = queriesOf(of(read)).one(key, asked.reading);
    const { value, position } = await this.bus.execute(query);
    if (!value) throw notThere(read, key);
    const viewer = this.edge.viewerOf(request, asked);
    const [item] = await this.served.of(read, [value], viewer, !!asked.asOf);
    return { body: { item }, position, asOf: asked.asOf };
  }

  /** How one row came to be what it is: the events that made it, each with what it changed, who recorded it, and why. */
  async provenance(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const { told, position, asOf } = await this.told(read, request);
    return { body: told, position, asOf };
  }

  /** One of those events; any other is not there, whoever may see it elsewhere. */
  async event(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const { eventId = '' } = request.params as { eventId?: string };
    const { told, position, asOf } = await this.told(read, request);
    const item = told.events.find((it) => it.id === eventId.toLowerCase());
    if (!item) throw new NotFound(`event:${eventId}`);
    const { key, projection, version } = told;
    return { body: { key, projection, version, item }, position, asOf };
  }

  private async told(read: AnyReads, request: FastifyRequest) {
    const { key, asked } = await this.subject(read, request);
    const query = queriesOf(of(read)).provenance(key, asked.reading);
    const { value, position } = await this.bus.execute(query);
    if (!value) throw notThere(read, key);
    const viewer = this.edge.viewerOf(request, asked);
    const events = await this.stories.of(read, value, asked.reading, viewer);
    return { told: { ...value, events }, position, asOf: asked.asOf };
  }

  /** Rows within another row are read with it: whoever may not see that is told that it is not there. */
  private page(read: AnyReads, request: FastifyRequest, rows: Listing) {
    const { within } = read;
    if (!within) return this.bus.execute(queriesOf(of(read)).list(rows));
    const under = keyIn(within, idsIn(within, request));
    return this.bus.execute(
      new ReadAtOnce([of(within), of(read)], rows, async (from) => {
        const parent = await from.one(of(within), under, rows);
        if (!parent) throw new NotFound(under);
        return from.list(of(read), { ...rows, under });
      }),
    );
  }

  private async subject(read: AnyReads, request: FastifyRequest) {
    const parameters = parametersOf(request, asOfParameters);
    const asked = await this.edge.readingOf(request, parameters, [read.projection.name]);
    return { key: keyIn(read, idsIn(read, request)), asked };
  }
}

/** Who may not see a row is told what those are told whose subject never was, or has no row any more. */
const notThere = ({ gone }: AnyReads, key: string): Error =>
  gone === undefined
    ? new NotFound(key)
    : problem('not-found', `${key} does not exist, ${gone}, or is not yours to see.`);

const of = ({ projection }: AnyReads): Projection => projection as Projection;

const namesOf = ({ projection, within }: AnyReads): readonly string[] => [
  projection.name,
  ...(within ? [within.projection.name] : []),
];

/** The ids in an address: `id`, and within another row that of the row itself. */
function idsIn({ identity, within }: AnyReads, { params }: FastifyRequest): readonly string[] {
  const ids = params as Readonly<Record<string, string>>;
  return [ids.id ?? '', ...(within ? [ids[identity] ?? ''] : [])];
}
