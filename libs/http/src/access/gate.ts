import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { unauthenticated } from '../identity/bearer.js';
import { textFault } from '../commands/plain-text.js';
import type { Identities } from '../identity/identity.js';
import type { Scopes } from '../identity/scopes.js';
import { invalid, problem } from '../problem/problem.js';
import type { RouteAccess } from './access.js';
import { rolesOf } from './access-table.js';
import { Asker } from './asker.js';

const BEARER = /^Bearer +([\w.~+/=-]+) *$/i;

/**
 * Lets callers in, route by route and before the body is read. A route that says nothing of access is granted
 * to nobody.
 */
export class Gate {
  /** The commands and queries that have a route but no role: a gap in the access table. */
  readonly ungranted = new Set<string>();

  constructor(
    private readonly identities: Identities,
    private readonly scopes: Scopes,
  ) {}

  /** Guards every route that is added from now on. */
  guard(fastify: FastifyInstance): void {
    fastify.decorateRequest('asker', null);
    fastify.addHook('onRoute', (route: RouteOptions) => {
      const { access, public: open } = (route.config ?? {}) as RouteAccess;
      if (open) return;
      const name = access ?? route.url;
      const granted = access === undefined ? [] : rolesOf(access);
      if (granted.length === 0) this.ungranted.add(name);
      const named = route.url.includes(':');
      route.onRequest = async (request) => {
        request.asker = await this.admit(request, name, granted);
        if (named) checkPath(request.params as Readonly<Record<string, string>>);
      };
    });
  }

  private async admit(
    request: FastifyRequest,
    name: string,
    granted: ReturnType<typeof rolesOf>,
  ): Promise<Asker> {
    const { authorization } = request.headers;
    if (authorization === undefined) throw unauthenticated('Send a token: Authorization: Bearer …');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined)
      throw unauthenticated('Authorization is not a bearer token.', 'invalid_token');
    const identity = await this.identities.of(token);
    const role = granted.find((it) => identity.roles.includes(it));
    if (role === undefined)
      throw problem(
        'forbidden',
        `${name} is granted to ${granted.join(', ') || 'nobody'}; the token holds ${identity.roles.join(', ') || 'no role'}.`,
        {
          headers: { 'www-authenticate': 'Bearer realm="groundswell", error="insufficient_scope"' },
        },
      );
    return new Asker(identity, role, this.scopes);
  }
}

/** No store has an id that cannot be kept as text. */
function checkPath(parameters: Readonly<Record<string, string>>): void {
  for (const [path, value] of Object.entries(parameters)) {
    const message = textFault(value);
    if (message) throw invalid('path-invalid', { path, message });
  }
}
