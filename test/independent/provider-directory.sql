-- Every provider with its expertise, its half days of each year and its limits, straight from the log.
with events as (
  select 'provider:' || (data ->> 'providerId') as key, type, data::jsonb as data, position
  from journal.events where starts_with(stream, 'brokerage.provider-')
),
-- what was accredited last of each focus area, and did not lapse since
expertise as (
  select key, area, data, position from (
    select distinct on (key, data ->> 'focusArea') key, data ->> 'focusArea' as area, type, data, position
    from events where type in ('ExpertiseAccredited', 'AccreditationLapsed')
    order by key, data ->> 'focusArea', position desc) as last
  where type = 'ExpertiseAccredited'
),
years as (
  select key, data ->> 'year' as year,
    coalesce((array_agg((data ->> 'halfDays')::int order by position desc)
      filter (where type = 'CapacityDeclared'))[1], 0) as declared,
    coalesce(sum((data ->> 'halfDays')::int) filter (where type = 'DaysReserved'), 0)
      - coalesce(sum((data ->> 'halfDays')::int) filter (where type = 'DaysReleased'), 0) as reserved
  from events where type in ('CapacityDeclared', 'DaysReserved', 'DaysReleased') group by 1, 2
),
interests as (
  select key, data ->> 'with' as what, min(position) as position
  from events where type = 'InterestDeclared' group by 1, 2
)
select p.key,
  array['urn:' || (p.data ->> 'homeUrn')] as scope,
  p.data ->> 'providerId' as provider_id,
  p.data ->> 'kind' as kind,
  p.data ->> 'designation' as designation,
  p.data ->> 'personId' as person_id,
  p.data ->> 'organisation' as organisation,
  p.data ->> 'homeUrn' as home_urn,
  p.data -> 'phases' as phases,
  case (select f.type from events f where f.key = p.key and f.type in ('ProviderSuspended', 'ProviderReinstated')
        order by f.position desc limit 1)
    when 'ProviderSuspended' then 'suspended' else 'active' end as state,
  coalesce((select jsonb_agg(e.area order by e.position) from expertise e where e.key = p.key), '[]') as focus_areas,
  coalesce((select jsonb_agg(jsonb_build_object('focusArea', e.area, 'by', e.data -> 'by', 'until', e.data -> 'until')
      order by e.position) from expertise e where e.key = p.key), '[]') as expertise,
  (select min(e.data ->> 'until') from expertise e where e.key = p.key) as lapses_on,
  coalesce((select jsonb_object_agg(y.year, jsonb_build_object('declared', y.declared, 'reserved', y.reserved,
      'free', y.declared - y.reserved)) from years y where y.key = p.key), '{}') as capacity,
  coalesce((select f.data -> 'windows' from events f where f.key = p.key and f.type = 'AvailabilityPublished'
    order by f.position desc limit 1), '[]') as availability,
  coalesce((select jsonb_agg(i.what order by i.position) from interests i where i.key = p.key), '[]') as interests,
  (l.data ->> 'maxConcurrent')::int as max_concurrent,
  (l.data ->> 'maxKm')::int as max_km,
  (l.data ->> 'dayRatePence')::int as day_rate_pence
from events p
left join lateral (
  select f.data from events f where f.key = p.key and f.type = 'LimitsSet'
  order by f.position desc limit 1) l on true
where p.type = 'ProviderRegistered'
