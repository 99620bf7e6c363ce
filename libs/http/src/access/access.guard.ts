import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { unauthenticated } from '../identity/bearer.js';
import { bearerOf } from '../identity/bearer-header.js';
import { textFault } from '../commands/plain-text.js';
import { Identities } from '../identity/identity.js';
import { Scopes } from '../identity/scopes.js';
import { invalid, problem } from '../problem/problem.js';
import type { RouteAccess } from './access.js';
import { Asker } from './asker.js';
import { RequestLimit } from './request-limit.js';

/** Lets callers in, before their body is read. A route that says nothing of access is granted to nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly identities: Identities,
    private readonly scopes: Scopes,
    private readonly limit: RequestLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { url, config } = request.routeOptions;
    const route = config as RouteAccess;
    if (route.public) return true;
    request.asker = await this.admit(request, route, url ?? '');
    checkPath(request.params as Readonly<Record<string, string>>);
    return true;
  }

  private async admit(
    request: FastifyRequest,
    { access, grants = [] }: RouteAccess,
    url: string,
  ): Promise<Asker> {
    const token = await this.tokenOf(request);
    const identity = await this.identities.of(token).catch(async (error: unknown) => {
      await this.limit.spend(request, request.ip);
      throw error;
    });
    await this.limit.spend(request, identity.id);
    const grant = grants.find(({ role }) => identity.roles.includes(role));
    if (!grant)
      throw problem(
        'forbidden',
        `${access ?? url} is granted to ${grants.map(({ role }) => role).join(', ') || 'nobody'}; the token holds ${identity.roles.join(', ') || 'no role'}.`,
        {
          headers: { 'www-authenticate': 'Bearer realm="groundswell", error="insufficient_scope"' },
        },
      );
    return new Asker(identity, grant, this.scopes);
  }

  private async tokenOf(request: FastifyRequest): Promise<string> {
    const { authorization } = request.headers;
    const token = bearerOf(authorization);
    if (token !== undefined) return token;
    await this.limit.spend(request, request.ip);
    throw authorization === undefined
      ? unauthenticated('Send a token: Authorization: Bearer …')
      : unauthenticated('Authorization is not a bearer token.', 'invalid_token');
  }
}

/** Notes the commands and queries of routes that are granted to nobody, as the routes are added. */
export function notingUngranted(fastify: FastifyInstance): ReadonlySet<string> {
  const ungranted = new Set<string>();
  fastify.decorateRequest('asker', null);
  fastify.addHook('onRoute', ({ url, config }: RouteOptions) => {
    const { access, grants = [], public: open } = (config ?? {}) as RouteAccess;
    if (!open && grants.length === 0) ungranted.add(access ?? url);
  });
  return ungranted;
}

/** No store has an id that cannot be kept as text. */
function checkPath(parameters: Readonly<Record<string, string>>): void {
  for (const [path, value] of Object.entries(parameters)) {
    const message = textFault(value);
    if (message) throw invalid('path-invalid', { path, message });
  }
}
