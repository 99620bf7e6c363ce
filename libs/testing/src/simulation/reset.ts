import type { SimulatedDatabase } from './database.js';

/** As on a database on which nothing has run yet. */
const EMPTY = `
  drop schema if exists projection cascade;
  drop schema if exists read cascade;
  create schema projection;
  create schema read;
  delete from house.followers;
  delete from house.tags;
  delete from house.days;
  delete from house.process_refusals;
  delete from house.due_commands;
  delete from house.jobs;
  delete from house.parked;
  delete from house.rebuilds;
  delete from house.runners;`;

/** Makes the database as new. */
export async function reset(database: SimulatedDatabase): Promise<void> {
  database.release(database.session);
  database.clock = 0;
  await database.query([EMPTY]);
}
