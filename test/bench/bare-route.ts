import 'reflect-metadata';
import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

/**
 * The baseline of the HTTP bench: a bare NestJS route (Fastify adapter, no validation, no identity, no log)
 * that does one durable INSERT of the body and answers its id. Runs as a process of its own.
 */
const POOL = Symbol('pool');

@Controller('rows')
class RowsController {
  constructor(@Inject(POOL) private readonly pool: pg.Pool) {}

  @Post()
  async insert(@Body() body: object): Promise<{ id: string }> {
    const id = randomUUID();
    await this.pool.query({
      name: 'insert',
      text: 'insert into bare.rows (id, body) values ($1, $2)',
      values: [id, JSON.stringify(body)],
    });
    return { id };
  }
}

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is needed');
const pool = new pg.Pool({ connectionString: url, max: 16 });
await pool.query(
  `create schema if not exists bare;
   drop table if exists bare.rows;
   create table bare.rows (position bigint generated always as identity primary key, id uuid not null unique, body jsonb not null)`,
);

@Module({ controllers: [RowsController], providers: [{ provide: POOL, useValue: pool }] })
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.send?.('listening');
