import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Grant, grantOf, type Reach, type Role, roles } from '#eventing';

/** What is known of a route before any request: the access guard asks nothing else. */
export interface RouteAccess {
  /** The command or query, as a refusal names it. */
  readonly access?: string;
  /** Who is granted it, and how far it reaches; nobody when absent. */
  readonly grants?: readonly Grant[];
  /** For everybody, without a token. */
  readonly public?: boolean;
}

/** What is granted of each command, by its name. */
export type AccessRows = Readonly<Record<string, readonly Grant[]>>;

const wordOf = (reach: Reach): string =>
  reach.of === 'partnership' && reach.itself ? 'partnership itself' : reach.of;

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
export const Access = (
  access: string,
  granted: readonly (Role | Grant)[],
): ClassDecorator & MethodDecorator => {
  const grants = granted.map(grantOf);
  const inOrder = grants.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
  return onMethods(
    { access, grants },
    ApiBearerAuth(),
    ApiExtension(
      'x-roles',
      inOrder.map(({ role }) => role),
    ),
    ApiExtension(
      'x-reach',
      Object.fromEntries(inOrder.map(({ role, reach }) => [role, wordOf(reach)])),
    ),
  );
};

/** Opens a route to everybody, without a token. */
export const Public = (): ClassDecorator & MethodDecorator => onMethods({ public: true });
