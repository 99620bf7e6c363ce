import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Identities, Problem } from '#http';

/** Looks whether the token of a request that is held open is still good. */
@Injectable()
export class StillGood {
  constructor(private readonly identities: Identities) {}

  /** False once it has expired; an issuer that is away for a moment changes nothing. */
  async of(request: FastifyRequest): Promise<boolean> {
    const token = request.headers.authorization?.replace(/^Bearer +/i, '').trim() ?? '';
    try {
      await this.identities.of(token);
      return true;
    } catch (error) {
      if (error instanceof Problem) return error.code !== 'unauthenticated';
      throw error;
    }
  }
}
