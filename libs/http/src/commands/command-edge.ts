import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { idOf, newId, type Outcome } from '#eventing';
import { askerOf } from '../access/caller.js';
import { bodyOf } from './body.js';
import { BodyHashes } from './body-hash.js';
import type { CommandRoute } from './command-route.js';
import { addressed } from './dispatch.js';
import { idempotencyKeyOf, ifMatchOf } from './headers.js';
import { jsonBody } from './json-body.js';
import { asSent } from './not-found.js';
import { NoteStore } from './note-store.js';

/** The way of every command from its request to its outcome. */
@Injectable()
export class CommandEdge {
  constructor(
    private readonly bus: CommandBus,
    private readonly notes: NoteStore,
    private readonly hashes: BodyHashes,
    private readonly modules: ModuleRef,
  ) {}

  /** Checks and acts; whatever goes wrong is thrown. */
  async perform(route: CommandRoute, request: FastifyRequest): Promise<Outcome> {
    const asker = askerOf(request);
    const key = idempotencyKeyOf(request.headers);
    const ifMatch = ifMatchOf(request.headers);
    const named = route.creates ? undefined : route.idOf((request.params as { id?: string }).id);
    const body = await jsonBody(request);
    const command = bodyOf(route.command, body);
    const subject = named ?? route.subject?.(command);

    const { actor, reach } = asker;
    const commandId =
      key === undefined ? newId() : idOf(actor.id, `POST ${route.path}`, subject ?? '', key);
    const id = subject ?? commandId;
    const scope = await asker.scope();
    const beside = route.beside && this.modules.get(route.beside, { strict: false });
    const telling = await route.narratives.take(command, this.notes);
    const subjects = [...route.subjects(command, id), ...telling.people];
    const wordy = telling.texts.length > 0 || beside?.keepsWords(command) === true;
    const salt = key !== undefined && wordy && (await this.notes.saltOf(commandId, subjects));
    const bodyHash = key === undefined ? undefined : this.hashes.of(body, salt || undefined);
    const parts =
      bodyHash === undefined ? ([commandId] as const) : ([commandId, bodyHash] as const);
    await route.narratives.store(telling, this.notes, parts, subjects);
    await beside?.before(id, command, commandId);
    const asked = this.bus.execute(
      addressed(command, {
        id,
        by: { actor, scope },
        reach,
        commandId,
        ...(bodyHash === undefined ? {} : { bodyHash }),
        correlationId: request.id,
        causationId: request.id,
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
    const outcome = await asked.catch((error: unknown) => {
      throw asSent(error, route, named, body);
    });
    await beside?.after(id, command, outcome);
    return outcome;
  }
}
