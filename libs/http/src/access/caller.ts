import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role, Scope } from '#eventing';
import type { Identity } from '../identity/identity.js';
import type { Asker } from './asker.js';

/** Who is asking, in which role, and what they may reach now. */
export interface Caller {
  readonly identity: Identity;
  readonly role: Role;
  readonly actor: Actor & { readonly urns: readonly string[] };
  readonly scope: Scope;
}

/** The asker of a request; a public route has none, and asking for one is a fault in the wiring. */
export function askerOf(request: FastifyRequest): Asker {
  if (!request.asker) throw new Error(`${request.url} is public: it has no caller`);
  return request.asker;
}

/** The caller of a request, with what they may reach now. */
export async function callerOf(request: FastifyRequest): Promise<Caller> {
  const asker = askerOf(request);
  const { identity, role, actor } = asker;
  return { identity, role, actor, scope: await asker.scope() };
}

/** As a parameter of a controller's method: the `Caller`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
