import type pg from 'pg';

/** Events of a visit. */
const A_VISIT = 4;
/** Visits of a deployment that are under way at once, and in all. */
const VISITS_A_DEPLOYMENT = 50;
/** Among so many schools the deployments are shared out. */
export const SCHOOLS = 2_000;
/** Events of a deployment. */
export const A_DEPLOYMENT = A_VISIT * VISITS_A_DEPLOYMENT;

/**
 * Fills the log of an empty database with events of visits, as `BenchEvent` has them: many deployments side by side,
 * so that no row is ever done with. Each event is about its visit, its deployment and its school; 250 bytes of data and
 * 500 of envelope.
 */
export async function fillLog(pool: pg.Pool, events: number): Promise<void> {
  const deployments = Math.max(1, Math.floor(events / A_VISIT / VISITS_A_DEPLOYMENT));
  await pool.query(
    `insert into journal.events (position, stream, revision, id, type, data, meta)
     select n, 'bench.visit-' || visit, step, gen_random_uuid(),
       (array['BenchPlanned', 'BenchMade', 'BenchWrittenUp', 'BenchAgreed'])[step + 1],
       (jsonb_build_object('visitId', visit, 'deploymentId', deployment, 'urn', urn,
         'text', repeat('x', 120))
       || case step when 2 then '{}'::jsonb else jsonb_build_object('on', day) end
       || case when step < 2 then jsonb_build_object('halfDays', 1 + place % 2) else '{}'::jsonb end)::json,
       json_build_object('schemaVersion', 1, 'occurredOn', day,
         'recordedOn', day || 'T11:00:00.000Z',
         'actor', json_build_object('id', 'broker-1', 'role', 'broker'),
         'commandId', gen_random_uuid(), 'correlationId', gen_random_uuid(),
         'causationId', gen_random_uuid(),
         'tags', json_build_array('visit:' || visit, 'deployment:' || deployment, 'urn:' || urn))
     from (
       -- a round of a deployment's visits takes a step before the next begins
       select n, ((n - 1) / $2) % ${A_VISIT} as step,
         'd' || lpad(((n - 1) % $2)::text, 7, '0') as deployment,
         'd' || lpad(((n - 1) % $2)::text, 7, '0') || '-' || ((n - 1) / $2 / ${A_VISIT}) as visit,
         (n - 1) / $2 / ${A_VISIT} as place,
         (100000 + (n - 1) % $2 % ${SCHOOLS})::text as urn,
         to_char(date '2015-09-01' + ((n - 1) * 3650 / $1)::int, 'YYYY-MM-DD') as day
       from generate_series(1, $1::bigint) n) as told`,
    [events, deployments],
  );
  await pool.query('update journal.head set position = $1', [events]);
  await pool.query('vacuum (analyze) journal.events');
}
