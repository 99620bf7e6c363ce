import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import {
  CommandReused,
  type CommandShape,
  idOf,
  KeptMeanwhile,
  newId,
  type Outcome,
  type Request,
} from '#eventing';
import { askerOf } from '../access/caller.js';
import type { Beside } from './beside.js';
import { bodyOf } from './body.js';
import { BodyHashes } from './body-hash.js';
import type { CommandRoute } from './command-route.js';
import { addressed } from './dispatch.js';
import { idempotencyKeyOf, ifMatchOf } from './headers.js';
import { jsonBody } from './json-body.js';
import { Keeping } from './keeping.js';
import { asSent } from './not-found.js';
import { NoteStore } from './note-store.js';

const ATTEMPTS = 4;

/** A request for a command, read. */
interface Asked {
  readonly route: CommandRoute;
  readonly request: FastifyRequest;
  readonly key: string | undefined;
  readonly ifMatch: number | undefined;
  /** The subject that the path names. */
  readonly named: string | undefined;
  readonly body: unknown;
}

/** A command, what is known of it before it is decided, and what it brings. */
interface Prepared {
  readonly command: CommandShape & object;
  readonly id: string;
  readonly beside: Beside | undefined;
  readonly keeping: Keeping;
  /** Its body is hashed with a salt of its own, as none was kept with its key when it was looked for. */
  readonly saltedAnew: boolean;
  readonly known: Pick<Request, 'commandId' | 'fresh'> & { readonly bodyHash?: string };
}

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
    const key = idempotencyKeyOf(request.headers);
    const ifMatch = ifMatchOf(request.headers);
    const named = route.creates ? undefined : route.idOf((request.params as { id?: string }).id);
    const asked = { route, request, key, ifMatch, named, body: await jsonBody(request) };
    for (let attempt = 1; ; attempt++) {
      const prepared = await this.prepared(asked);
      try {
        return await this.act(asked, prepared);
      } catch (error) {
        // another request with the same key came first: by the salt it kept it is known whether the bodies are the same
        const beaten =
          error instanceof KeptMeanwhile || (error instanceof CommandReused && prepared.saltedAnew);
        if (!beaten || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async prepared({ route, request, key, named, body }: Asked): Promise<Prepared> {
    const command = bodyOf(route.command, body);
    const subject = named ?? route.subject?.(command);
    const commandId =
      key === undefined
        ? newId()
        : idOf(askerOf(request).actor.id, `POST ${route.path}`, subject ?? '', key);
    const id = subject ?? commandId;
    const beside = route.beside && this.modules.get<Beside>(route.beside, { strict: false });
    const telling = await route.narratives.take(command, this.notes);
    const people = [...telling.named.keys()];
    const subjects = [...route.subjects(command, id), ...people.map((it) => `person:${it}`)];
    const wordy = telling.texts.length > 0 || beside?.keepsWords(command) === true;
    const before = key !== undefined && wordy ? await this.notes.saltOf(commandId) : undefined;
    const salt = before ?? (key !== undefined && wordy ? randomBytes(16) : undefined);
    const bodyHash = key === undefined ? undefined : this.hashes.of(body, salt);
    const parts =
      bodyHash === undefined ? ([commandId] as const) : ([commandId, bodyHash] as const);
    const drafts = await route.narratives.draft(telling, this.notes, parts, before !== undefined);
    const words = { commandId, subjects, people, drafts, ...(salt ? { salt } : {}) };
    return {
      ...{ command, id, beside, saltedAnew: before === undefined && salt !== undefined },
      keeping: new Keeping(this.notes, { words, id, command, beside }),
      known: {
        commandId,
        fresh: subject === undefined && key === undefined,
        ...(bodyHash === undefined ? {} : { bodyHash }),
      },
    };
  }

  private async act(
    { route, request, ifMatch, named, body }: Asked,
    { command, id, beside, keeping, known }: Prepared,
  ): Promise<Outcome> {
    const asker = askerOf(request);
    const by = { actor: asker.actor, scope: await asker.scope() };
    await beside?.before(id, command, known.commandId);
    const outcome = await keeping.around(() =>
      this.bus
        .execute(
          addressed(command, {
            ...{ id, by, reach: asker.reach, ...known },
            correlationId: request.id,
            causationId: request.id,
            ...(ifMatch === undefined ? {} : { ifMatch }),
            subject: subjectOf(route),
            keep: () => keeping.keep(),
          }),
        )
        .catch((error: unknown) => {
          throw asSent(error, route, named, body);
        }),
    );
    await beside?.after(id, command, outcome);
    return outcome;
  }
}

const subjectOf = ({ creates, subject, standing }: CommandRoute): Request['subject'] =>
  creates ? (subject ? 'either' : 'new') : standing ? 'either' : 'existing';
