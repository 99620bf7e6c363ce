import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fact, Projection, Row } from '#eventing';
import { Access } from '../access/access.js';
import type { Caller } from '../access/caller.js';
import {
  describeList,
  describeOne,
  describeProvenance,
  describeRead,
} from '../openapi/describe-reads.js';
import { tagged } from '../openapi/describe.js';
import { RowReads } from './row-reads.js';

/** How a read model is served. */
export interface ReadRoute<R extends Row = Row> {
  readonly projection: Projection<Fact, R>;
  /** As the access table names it: `OpenNeeds`. */
  readonly name: string;
  /** `/v1/needs`. */
  readonly path: string;
  readonly identity: string;
  readonly filters: readonly string[];
  readonly serve?: (row: R, caller: Caller) => object | Promise<object>;
}

interface Options<R extends Row> {
  /** A plural noun: `needs` is served at `/v1/needs`. */
  readonly route: string;
  /** The identity a row is about: a row's key is `<identity>:<id>`. */
  readonly identity: string;
  /** Properties of the row that a list can be narrowed by. */
  readonly filters: readonly string[];
  /** What a caller is shown of a row: suppression, texts. The whole row when absent. */
  readonly serve?: (row: R, caller: Caller) => object | Promise<object>;
}

/** The name of a read model in the access table: `intelligence.open-needs` is `OpenNeeds`. */
export const queryName = (projection: string): string =>
  projection
    .slice(projection.lastIndexOf('.') + 1)
    .split('-')
    .map((it) => it.charAt(0).toUpperCase() + it.slice(1))
    .join('');

/** A Nest controller that serves a read model: its rows, one row, and where a row comes from. */
export function readsOf<F extends Fact, R extends Row>(
  projection: Projection<F, R>,
  { route, identity, filters, serve }: Options<R>,
): Type {
  const name = queryName(projection.name);
  const path = `/v1/${route}`;
  const read = {
    projection,
    name,
    path,
    identity,
    filters,
    ...(serve ? { serve } : {}),
  } as unknown as ReadRoute;
  const { entity } = projection;

  class Reads {
    constructor(readonly rows: RowReads) {}
    list(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      return this.rows.list(read, request, reply);
    }
    one(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      return this.rows.one(read, request, reply);
    }
    provenance(request: FastifyRequest, reply: FastifyReply): Promise<void> {
      return this.rows.provenance(read, request, reply);
    }
  }
  Object.defineProperty(Reads, 'name', { value: `Reads of ${projection.name}` });
  const routes = {
    list: [
      Get(path),
      ...describeRead(`list${name}`, `A page of ${name}.`),
      ...describeList(entity, filters),
    ],
    one: [
      Get(`${path}/:id`),
      ...describeRead(`get${name}Row`, `One row of ${name}.`),
      ...describeOne(entity),
    ],
    provenance: [
      Get(`${path}/:id/provenance`),
      ...describeRead(`trace${name}Row`, `Which facts made a row of ${name}.`),
      ...describeProvenance(),
    ],
  };
  for (const [method, decorators] of Object.entries(routes)) {
    const descriptor = Object.getOwnPropertyDescriptor(Reads.prototype, method);
    if (!descriptor) throw new Error(`${method} is not a method`);
    Req()(Reads.prototype, method, 0);
    Res()(Reads.prototype, method, 1);
    for (const decorate of [...decorators, Access(name)])
      decorate(Reads.prototype, method, descriptor);
  }
  Inject(RowReads)(Reads, undefined, 0);
  Controller()(Reads);
  tagged(projection.name)(Reads);
  return Reads;
}
