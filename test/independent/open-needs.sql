-- Needs that are neither met nor withdrawn, straight from the log.
with events as (
  select 'need:' || (data ->> 'needId') as key, type, data::jsonb as data, meta::jsonb as meta, position
  from journal.events where starts_with(stream, 'intelligence.need-')
)
select n.key,
  array['urn:' || (n.data ->> 'urn')] as scope,
  n.data ->> 'needId' as need_id,
  n.data ->> 'urn' as urn,
  n.data ->> 'focusArea' as focus_area,
  (select (f.data ->> 'severity')::int from events f
    where f.key = n.key and f.type in ('NeedIdentified', 'NeedReprioritised')
    order by f.position desc limit 1) as severity,
  case s.type when 'NeedTakenUp' then 'takenUp' when 'NeedIdentified' then 'identified' else 'validated' end as state,
  n.meta ->> 'occurredOn' as since,
  case s.type when 'NeedTakenUp' then s.data ->> 'requestId' end as request_id
from events n
join lateral (
  select f.type, f.data from events f
  where f.key = n.key and f.type in ('NeedIdentified', 'NeedValidated', 'NeedTakenUp', 'NeedReleased')
  order by f.position desc limit 1) s on true
where n.type = 'NeedIdentified'
  and not exists (select from events f where f.key = n.key and f.type in ('NeedWithdrawn', 'NeedMet'))
