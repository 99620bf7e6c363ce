import { Controller, Get, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reads } from '#read-model';
import { Access } from '../access/access.js';
import {
  describeList,
  describeOne,
  describeProvenance,
  describeRead,
} from '../openapi/describe-reads.js';
import { tagged } from '../openapi/describe.js';
import { RowReads } from './row-reads.js';

/** The Nest controller of declared reads: their rows, one row, and where a row comes from. */
export function readsController(read: Reads): Type {
  const { projection, name, filters, roles } = read;
  const { entity } = projection;
  const path = `/v1/${read.path}`;

  class ReadsController {
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
  Object.defineProperty(ReadsController, 'name', { value: `Reads of ${projection.name}` });
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
    const descriptor = Object.getOwnPropertyDescriptor(ReadsController.prototype, method);
    if (!descriptor) throw new Error(`${method} is not a method`);
    Req()(ReadsController.prototype, method, 0);
    Res()(ReadsController.prototype, method, 1);
    for (const decorate of [...decorators, Access(name, roles)])
      decorate(ReadsController.prototype, method, descriptor);
  }
  Inject(RowReads)(ReadsController, undefined, 0);
  Controller()(ReadsController);
  tagged(projection.name)(ReadsController);
  return ReadsController;
}
