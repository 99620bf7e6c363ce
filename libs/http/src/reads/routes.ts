import { Controller, Inject, Req, type Type, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#eventing';
import { Access } from '../access/access.js';
import { tagged } from '../openapi/describe.js';
import { type Answer, AnswerInterceptor } from './answer.interceptor.js';

interface Served {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Whose routes it is filed under. */
  readonly context: string;
}

type Read<E> = (edge: E, request: FastifyRequest) => Promise<Answer>;

/** What a declaration is served by: a Nest controller of these routes, each with its decorators, all of one access. */
export function controllerOf<E extends object>(
  edge: Type<E>,
  { name, roles, context }: Served,
  routes: Readonly<Record<string, readonly [Read<E>, ...MethodDecorator[]]>>,
): Type {
  class Declared {
    constructor(readonly edge: E) {}
  }
  Object.defineProperty(Declared, 'name', { value: `Reads of ${name}` });
  for (const [method, [answer, ...decorators]] of Object.entries(routes)) {
    const value = function (this: Declared, request: FastifyRequest) {
      return answer(this.edge, request);
    };
    const descriptor = { value, writable: true, configurable: true };
    Object.defineProperty(Declared.prototype, method, descriptor);
    Req()(Declared.prototype, method, 0);
    for (const decorate of [...decorators, Access(name, roles)])
      decorate(Declared.prototype, method, descriptor);
  }
  Inject(edge)(Declared, undefined, 0);
  UseInterceptors(AnswerInterceptor)(Declared);
  Controller()(Declared);
  tagged(context)(Declared);
  return Declared;
}
