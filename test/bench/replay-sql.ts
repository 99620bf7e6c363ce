/**
 * The same three read models as one statement each: what somebody who knows SQL would write. `%` is the table, made as
 * ours are.
 */
export const SQL_FOLDS: Readonly<Record<string, string>> = {
  'bench.visits': `
    insert into % (key, scope, urn, state, made_on, half_days)
    select 'visit:' || (data ->> 'visitId'), array['urn:' || min(data ->> 'urn')], min(data ->> 'urn'),
      case max(revision) when 0 then 'planned' when 1 then 'made' when 2 then 'written-up' else 'agreed' end,
      max(data ->> 'on') filter (where type = 'BenchMade'),
      coalesce(max((data ->> 'halfDays')::int) filter (where type = 'BenchMade'),
        max((data ->> 'halfDays')::int))
    from journal.events group by data ->> 'visitId'`,
  'bench.schools': `
    insert into % (key, scope, planned, made, half_days, agreed)
    select 'urn:' || (data ->> 'urn'), array['urn:' || (data ->> 'urn')],
      count(*) filter (where type = 'BenchPlanned'), count(*) filter (where type = 'BenchMade'),
      coalesce(sum((data ->> 'halfDays')::int) filter (where type = 'BenchMade'), 0),
      count(*) filter (where type = 'BenchAgreed')
    from journal.events group by data ->> 'urn'`,
  'bench.deployments': `
    insert into % (key, scope, urn, half_days_used, visits, agreed_on)
    select 'deployment:' || (data ->> 'deploymentId'), array['urn:' || min(data ->> 'urn')], min(data ->> 'urn'),
      coalesce(sum((data ->> 'halfDays')::int) filter (where type = 'BenchMade'), 0),
      coalesce(jsonb_agg(jsonb_build_object('visitId', data -> 'visitId', 'on', data -> 'on',
        'halfDays', data -> 'halfDays') order by position) filter (where type = 'BenchMade'), '[]'),
      (array_agg(data ->> 'on' order by position desc) filter (where type = 'BenchAgreed'))[1]
    from journal.events group by data ->> 'deploymentId'`,
};
