import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { idOf, newId, type Outcome } from '#eventing';
import { askerOf } from '../access/caller.js';
import { PositionTokens } from '../reads/position-tokens.js';
import { Act } from './act.js';
import { bodyOf } from './body.js';
import { BodyHashes } from './body-hash.js';
import type { CommandRoute } from './command-route.js';
import { idempotencyKeyOf, ifMatchOf } from './headers.js';
import { NoteStore } from './note-store.js';

/** The way of every command from its request to its answer. */
@Injectable()
export class CommandEdge {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: NoteStore,
    private readonly tokens: PositionTokens,
    private readonly hashes: BodyHashes,
    private readonly modules: ModuleRef,
  ) {}

  /** Checks, acts and answers; whatever goes wrong is thrown. */
  async perform(route: CommandRoute, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asker = askerOf(request);
    const key = idempotencyKeyOf(request.headers);
    const ifMatch = ifMatchOf(request.headers);
    const named = route.creates ? undefined : route.idOf((request.params as { id?: string }).id);
    const command = bodyOf(route.command, request.body);
    const subject = named ?? route.subject?.(command);

    const { actor } = asker;
    const commandId =
      key === undefined ? newId() : idOf(actor.id, `POST ${route.path}`, subject ?? '', key);
    const id = subject ?? commandId;
    const scope = await asker.scope();
    const beside = route.beside && this.modules.get(route.beside, { strict: false });
    const telling = await route.narratives.take(command, this.notes);
    const subjects = [...route.subjects(command, id), ...telling.people];
    const wordy = telling.texts.length > 0 || beside?.keepsWords(command) === true;
    const salt = key !== undefined && wordy && (await this.notes.saltOf(commandId, subjects));
    const bodyHash =
      key === undefined ? undefined : this.hashes.of(request.body, salt || undefined);
    const parts =
      bodyHash === undefined ? ([commandId] as const) : ([commandId, bodyHash] as const);
    await route.narratives.store(telling, this.notes, parts, subjects);
    await beside?.before(id, command, commandId);
    const outcome = await this.bus.execute(
      new Act(route.aggregate, id, command, {
        commandId,
        ...(bodyHash === undefined ? {} : { bodyHash }),
        correlationId: request.id,
        causationId: request.id,
        actor,
        scope,
        ...(ifMatch === undefined ? {} : { ifMatch }),
        subject: route.creates
          ? route.subject
            ? 'either'
            : 'new'
          : route.standing
            ? 'either'
            : 'existing',
        fresh: subject === undefined && key === undefined,
      }),
    );
    await beside?.after(id, command, outcome);
    this.answer(route, outcome, reply);
  }

  private answer(route: CommandRoute, outcome: Outcome, reply: FastifyReply): void {
    const { id, revision, position, facts } = outcome;
    const token = position === undefined ? undefined : this.tokens.of(position);
    if (token !== undefined) reply.header('position', token);
    if (revision >= 0) reply.header('etag', `"${revision}"`);
    if (route.creates) reply.header('location', `${route.collection}/${encodeURIComponent(id)}`);
    reply
      .code(route.creates && facts.length > 0 ? 201 : 200)
      .send({ id, revision, ...(token === undefined ? {} : { position: token }), facts });
  }
}
