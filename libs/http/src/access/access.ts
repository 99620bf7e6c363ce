import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { rolesOf } from './access-table.js';

/** What the gate knows of a route. */
export interface RouteAccess {
  /** The command or query, as the access table names it. */
  readonly access?: string;
  /** For everybody, without a token. */
  readonly public?: boolean;
}

const onMethods =
  (config: RouteAccess, ...more: MethodDecorator[]): ClassDecorator & MethodDecorator =>
  (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => {
    const decorate = applyDecorators(RouteConfig(config), ...more) as MethodDecorator;
    if (name !== undefined && descriptor) {
      decorate(target, name, descriptor);
      return;
    }
    const { prototype } = target as { prototype: object };
    for (const [method, it] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (method !== 'constructor' && typeof it.value === 'function')
        decorate(prototype, method, it);
  };

/**
 * Grants a route (or each route of a controller) to the roles that the access table states for a command or
 * query. Others get 403, callers without a token 401, both before anything else of the request is looked at.
 */
export const Access = (name: string): ClassDecorator & MethodDecorator =>
  onMethods({ access: name }, ApiBearerAuth(), ApiExtension('x-roles', [...rolesOf(name)]));

/** Opens a route to everybody, without a token. */
export const Public = (): ClassDecorator & MethodDecorator => onMethods({ public: true });
