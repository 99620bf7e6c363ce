import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { NotFound, type Projection } from '#eventing';
import { type AnyReads, keyIn, served, servedProperties } from '#read-model';
import { problem } from '../problem/problem.js';
import type { Answer } from './answer.interceptor.js';
import { CSV, csvOf } from './csv.js';
import { listAsked, listGiven } from './list-parameters.js';
import { asOfParameters, parametersOf } from './parameters.js';
import { PositionTokens } from './position-tokens.js';
import { type Listing, queriesOf, ReadAtOnce } from './queries.js';
import { ReadEdge } from './read-edge.js';
import { representationOf } from './representation.js';

/** The way of every read of rows from its request to its answer. */
@Injectable()
export class RowReads {
  constructor(
    private readonly bus: QueryBus,
    private readonly edge: ReadEdge,
    private readonly tokens: PositionTokens,
  ) {}

  /** A page of the rows that the caller may see, as JSON or CSV. */
  async list(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const form = representationOf(request, ['application/json', CSV]);
    const given = listGiven(request, read);
    const asked = await this.edge.readingOf(request, given.single, namesOf(read));
    const viewer = this.edge.viewerOf(request, asked);
    const rows = { ...asked.reading, ...listAsked(read, given, viewer.today) };
    const { value, position } = await this.page(read, request, rows);
    const items = await Promise.all(value.rows.map((it) => served(read, it, viewer)));
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
    const item = await served(read, value, this.edge.viewerOf(request, asked));
    return { body: { item }, position, asOf: asked.asOf };
  }

  /** The events that made one row. */
  async provenance(read: AnyReads, request: FastifyRequest): Promise<Answer> {
    const { key, asked } = await this.subject(read, request);
    const query = queriesOf(of(read)).provenance(key, asked.reading);
    const { value, position } = await this.bus.execute(query);
    if (!value) throw notThere(read, key);
    const events = value.events.map((it) => ({ ...it, position: this.tokens.of(it.position) }));
    return { body: { ...value, events }, position, asOf: asked.asOf };
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
