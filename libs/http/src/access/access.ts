import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '#eventing';

/** What is known of a route before any request: the access guard asks nothing else. */
export interface RouteAccess {
  /** The command or query, as a refusal names it. */
  readonly access?: string;
  /** Who is granted it; nobody when absent. */
  readonly roles?: readonly Role[];
  /** For everybody, without a token. */
  readonly public?: boolean;
}

/** The roles that are granted each command or query, by its name. */
export type AccessRows = Readonly<Record<string, readonly Role[]>>;

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
 * Grants a route (or each route of a controller), as the command or query of this name, to these roles. Others get 403,
 * callers without a token 401, both before anything else of the request is looked at.
 */
export const Access = (access: string, roles: readonly Role[]): ClassDecorator & MethodDecorator =>
  onMethods({ access, roles }, ApiBearerAuth(), ApiExtension('x-roles', [...roles]));

/** Opens a route to everybody, without a token. */
export const Public = (): ClassDecorator & MethodDecorator => onMethods({ public: true });
