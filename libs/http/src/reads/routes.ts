import { Controller, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#eventing';
import { Access } from '../access/access.js';
import { tagged } from '../openapi/describe.js';

interface Served {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Whose routes it is filed under. */
  readonly context: string;
}

type Answer<E> = (edge: E, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What a declaration is served by: a Nest controller of these routes, each with its decorators, all of one access. */
export function controllerOf<E extends object>(
  edge: Type<E>,
  { name, roles, context }: Served,
  routes: Readonly<Record<string, readonly [Answer<E>, ...MethodDecorator[]]>>,
): Type {
  class Declared {
    constructor(readonly edge: E) {}
  }
  Object.defineProperty(Declared, 'name', { value: `Reads of ${name}` });
  for (const [method, [answer, ...decorators]] of Object.entries(routes)) {
    const value = function (this: Declared, request: FastifyRequest, reply: FastifyReply) {
      return answer(this.edge, request, reply);
    };
    const descriptor = { value, writable: true, configurable: true };
    Object.defineProperty(Declared.prototype, method, descriptor);
    Req()(Declared.prototype, method, 0);
    Res()(Declared.prototype, method, 1);
    for (const decorate of [...decorators, Access(name, roles)])
      decorate(Declared.prototype, method, descriptor);
  }
  Inject(edge)(Declared, undefined, 0);
  Controller()(Declared);
  tagged(context)(Declared);
  return Declared;
}
