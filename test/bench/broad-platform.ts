import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import pg from 'pg';
import { contextModules, contexts } from '#composition';
import { ContextModule } from '#http';
import { BROAD, broadModels, broadProcesses, nounsOf } from './broad.js';

/**
 * The platform with as many read models and processes as a full house has: those that are missing are made up. Some
 * of them fold the events of needs too. It says how many statements it has sent when its parent asks.
 */
const missing = {
  models: BROAD.models - contexts.flatMap((it) => it.projections).length,
  processes: BROAD.processes - contexts.flatMap((it) => it.processes).length,
};
@ContextModule({
  name: 'bench',
  aggregates: [],
  projections: broadModels(missing.models, 'NeedIdentified'),
  processes: broadProcesses(missing.processes, nounsOf(missing.models), 'NeedIdentified'),
})
class BroadModule {}
(contextModules as Type[]).push(BroadModule);

let statements = 0;
type AnyQuery = (...args: unknown[]) => unknown;
const { prototype } = pg.Client as unknown as { prototype: { query: AnyQuery } };
const { query } = prototype;
prototype.query = function (...args) {
  statements++;
  return query.apply(this, args);
};
process.on('message', () => process.send?.(statements));

await import('../../apps/platform/src/main.js');
