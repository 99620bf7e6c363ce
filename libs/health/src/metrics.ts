import { Gauge, Registry } from 'prom-client';
import type { FollowerHealth, Health } from './health.js';
import { states, type StateWord } from './states.js';

/** The media type of what `metricsOf` answers. */
export const METRICS_TEXT = Registry.PROMETHEUS_CONTENT_TYPE;

const OF_FOLLOWER = ['follower', 'kind'] as const;
const leases: readonly FollowerHealth['lease'][] = ['here', 'elsewhere', 'nobody'];

/** The health of the house as Prometheus reads it. What nobody can tell just now has no sample. */
export function metricsOf({ conditions, head, followers }: Health): Promise<string> {
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge({ name: `groundswell_${name}`, help, labelNames, registers: [registry] });

  const state = gauge('state', '1 for each state that the house is in, else 0.', ['state']);
  const there = new Set<StateWord>(conditions.map((it) => it.state));
  for (const word of Object.keys(states) as StateWord[])
    state.set({ state: word }, there.has(word) ? 1 : 0);

  const headPosition = gauge('log_head_position', 'The position of the last event of the log.', []);
  if (head === null) headPosition.remove();
  else headPosition.set(numberOf(head));

  const lag = gauge('lag_seconds', 'How long ago a follower last had everything.', OF_FOLLOWER);
  const position = gauge('checkpoint_position', 'Up to where it has applied the log.', OF_FOLLOWER);
  const lease = gauge('lease', '1 for who holds its lease.', [...OF_FOLLOWER, 'held']);
  const keys = gauge('parked_keys', 'Rows or streams that wait for an operator.', OF_FOLLOWER);
  const events = gauge('parked_events', 'Events that wait for an operator.', OF_FOLLOWER);
  const refused = gauge(
    'refused_process_commands',
    'Commands of a process that a rule refused.',
    OF_FOLLOWER,
  );
  for (const it of followers) {
    const labels = { follower: `${it.name} v${it.version}`, kind: it.kind };
    if (it.lagMs !== null) lag.set(labels, it.lagMs / 1_000);
    position.set(labels, numberOf(it.position));
    for (const held of leases) lease.set({ ...labels, held }, it.lease === held ? 1 : 0);
    keys.set(labels, it.parkedKeys);
    if (it.parkedEvents !== null) events.set(labels, it.parkedEvents);
    if (it.refusedCommands !== null) refused.set(labels, it.refusedCommands);
  }
  return registry.metrics();
}

/** The part of a position that counts bytes or events; 0 for the origin. */
const numberOf = (position: string): number => Number(position.split('.', 1)[0]);
