import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { NotFound, type Projection, type Row, within } from '#eventing';
import {
  addressOf,
  type AnyComposed,
  type AnyReads,
  keyIn,
  type ListAsked,
  type Page,
  served,
  type ReadTogether,
  type Reading,
  TooManySubjects,
} from '#read-model';
import type { Answer } from './answer.interceptor.js';
import { listAsked, type ListGiven, listGiven } from './list-parameters.js';
import { asOfParameters, parametersOf } from './parameters.js';
import { PositionTokens } from './position-tokens.js';
import { ReadAtOnce } from './queries.js';
import { ReadEdge } from './read-edge.js';

interface Found {
  readonly subject: Row;
  readonly covered: readonly string[];
  readonly pages: Readonly<Record<string, Page<Row>>>;
}

/** The way of every composed read from its request to its answer. */
@Injectable()
export class ComposedReadsEdge {
  constructor(
    private readonly bus: QueryBus,
    private readonly edge: ReadEdge,
    private readonly tokens: PositionTokens,
  ) {}

  /** Composes an answer of rows that the caller may see, all at one position. */
  async answer(read: AnyComposed, request: FastifyRequest): Promise<Answer> {
    const parts = Object.entries(read.parts);
    const given = givenOf(read, request);
    const projections = [read.subject, ...parts.map(([, it]) => it)].map((it) => it.projection);
    const names = projections.map((it) => it.name);
    const asked = await this.edge.readingOf(request, given.single, names);
    const viewer = this.edge.viewerOf(request, asked);
    const { id = '' } = request.params as { id?: string };
    const key = keyIn(read.subject, [id]);
    const listed = (name: string, part: AnyReads): ListAsked =>
      name === read.paged
        ? listAsked(part, given, viewer.today)
        : { filters: {}, limit: read.most };

    const query = new ReadAtOnce<Found>(projections, asked.reading, async (from) => {
      const subject = await subjectOf(read, from, key, asked.reading);
      const { scope } = asked.reading;
      const of = read.covers(subject as never).filter((it) => within(scope, [it]));
      const pages: Record<string, Page<Row>> = {};
      for (const [name, part] of parts)
        pages[name] = await from.list(part.projection as Projection, {
          ...asked.reading,
          ...listed(name, part),
          of,
        });
      return { subject, covered: of, pages };
    });
    const { value, position } = await this.bus.execute(query);

    const shown: Record<string, never[]> = {};
    for (const [name, part] of parts) {
      const page = value.pages[name] ?? { rows: [] };
      if (name !== read.paged && page.next !== undefined) throw new TooManySubjects(read.most);
      shown[name] = (await Promise.all(page.rows.map((it) => served(part, it, viewer)))) as never[];
    }
    const { asOf } = asked;
    const at: Record<string, string> = asOf
      ? { 'as-of': asOf.asked, clock: asOf.clock }
      : { 'as-of': this.tokens.of(position) };
    const body = read.compose({
      subject: value.subject,
      covered: value.covered,
      parts: shown,
      viewer,
      provenanceOf: (name: string, row: string) =>
        `${addressOf(read.parts[name] as AnyReads, row)}/provenance?${new URLSearchParams(at).toString()}`,
    } as never);
    const { next, count } = (read.paged && value.pages[read.paged]) || {};
    return { body, position, asOf, count, next };
  }
}

const givenOf = ({ parts, paged }: AnyComposed, request: FastifyRequest): ListGiven =>
  paged === undefined
    ? { single: parametersOf(request, asOfParameters), filters: {} }
    : listGiven(request, parts[paged] as AnyReads);

/** Whoever does not reach the subject itself is told that it is not there, as if it were not. */
async function subjectOf(
  { subject: { projection } }: AnyComposed,
  from: ReadTogether,
  key: string,
  reading: Reading,
): Promise<Row> {
  const row = within(reading.scope, [key])
    ? await from.one(projection as Projection, key, reading)
    : undefined;
  if (!row) throw new NotFound(key);
  return row;
}
