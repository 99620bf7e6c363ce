import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { NotFound, type Projection, type Row, type Scope, within } from '#eventing';
import {
  addressOf,
  type AnyComposed,
  type AnyReads,
  keyIn,
  type ListAsked,
  type Page,
  type ReadTogether,
  type Reading,
  TooManySubjects,
} from '#read-model';
import { askerOf } from '../access/caller.js';
import { Membership } from '../identity/membership.js';
import type { Answer } from './answer.interceptor.js';
import { listAsked, type ListGiven, listGiven } from './list-parameters.js';
import { asOfParameters, parametersOf } from './parameters.js';
import { PositionTokens } from './position-tokens.js';
import { ReadAtOnce } from './queries.js';
import { type Asked, ReadEdge } from './read-edge.js';
import { ServedRows } from './served-rows.js';

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
    private readonly served: ServedRows,
    private readonly membership: Membership,
  ) {}

  /** Composes an answer of rows that the caller may see, all at one position. */
  async answer(read: AnyComposed, request: FastifyRequest): Promise<Answer> {
    const parts = Object.entries(read.parts);
    const given = givenOf(read, request);
    const projections = [read.subject, ...parts.map(([, it]) => it)].map((it) => it.projection);
    const names = projections.map((it) => it.name);
    const plain = await this.edge.readingOf(request, given.single, names);
    const asked = await this.opened(read, request, plain);
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
      shown[name] = (await this.served.of(part, page.rows, viewer, !!asked.asOf)) as never[];
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
        !reachable(value.pages[name], row, plain.reading.scope)
          ? null
          : `${addressOf(read.parts[name] as AnyReads, row)}/provenance?${new URLSearchParams(at).toString()}`,
    } as never);
    const { next, count } = (read.paged && value.pages[read.paged]) || {};
    return { body, position, asOf, count, next };
  }

  /** The reading with the subject and its members in reach, for heads and chairs of one of them. */
  private async opened(read: AnyComposed, request: FastifyRequest, asked: Asked): Promise<Asked> {
    const { scope } = asked.reading;
    const { roles, urns } = askerOf(request).identity;
    const speaks = roles.some((it) => it === 'headteacher' || it === 'chair');
    if (read.openTo !== 'members' || scope === 'all' || !speaks || urns.length === 0) return asked;
    const { id = '' } = request.params as { id?: string };
    const members = await this.membership.urnsOf(id);
    if (!members.some((it) => urns.includes(it))) return asked;
    const key = keyIn(read.subject, [id]);
    const wide = new Set([...scope, key, ...members.map((it) => `urn:${it}`)]);
    return { ...asked, reading: { ...asked.reading, scope: wide } };
  }
}

const givenOf = ({ parts, paged }: AnyComposed, request: FastifyRequest): ListGiven =>
  paged === undefined
    ? { single: parametersOf(request, asOfParameters), filters: {} }
    : listGiven(request, parts[paged] as AnyReads);

const reachable = (page: Page<Row> | undefined, key: string, scope: Scope): boolean =>
  page?.rows.some((it) => it.key === key && within(scope, it.scope)) ?? false;

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
