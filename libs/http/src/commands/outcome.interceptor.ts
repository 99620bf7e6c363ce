import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Outcome } from '#eventing';
import { PositionTokens } from '../reads/position-tokens.js';
import type { CommandRoute } from './command-route.js';

const ROUTE = 'groundswell:command-route';

/** States which command's outcome a method answers with. */
export const OutcomeOf = (route: CommandRoute): MethodDecorator => SetMetadata(ROUTE, route);

/** Answers an outcome: its revision as `ETag`, its position, and where a new subject is found. */
@Injectable()
export class OutcomeInterceptor implements NestInterceptor<Outcome, object> {
  constructor(private readonly tokens: PositionTokens) {}

  intercept(context: ExecutionContext, next: CallHandler<Outcome>): Observable<object> {
    const route = Reflect.getMetadata(ROUTE, context.getHandler()) as CommandRoute;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((outcome) => this.answer(route, outcome, reply)));
  }

  private answer(
    { creates, collection }: CommandRoute,
    { id, revision, position, events }: Outcome,
    reply: FastifyReply,
  ): object {
    const token = position === undefined ? undefined : this.tokens.of(position);
    if (token !== undefined) reply.header('position', token);
    if (revision >= 0) reply.header('etag', `"${revision}"`);
    if (creates) reply.header('location', `${collection}/${encodeURIComponent(id)}`);
    if (creates && events.length > 0) reply.code(201);
    return { id, revision, ...(token === undefined ? {} : { position: token }), events };
  }
}
