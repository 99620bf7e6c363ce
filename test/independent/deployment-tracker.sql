-- Every deployment with its visits as they stand after their corrections, straight from the log.
with events as (
  select 'deployment:' || (data ->> 'deploymentId') as key, type, data::jsonb as data, position
  from journal.events where starts_with(stream, 'brokerage.deployment-')
),
corrections as (
  select key, data ->> 'corrects' as visit, data -> 'changes' as changes, position
  from events where type = 'VisitCorrected'
),
visits as (
  select v.key, v.position, v.data ->> 'visitId' as visit, (v.data ->> 'late')::boolean as late,
    coalesce(c.on_day, v.data ->> 'date') as on_day,
    coalesce(c.half_days, (v.data ->> 'halfDays')::int) as half_days,
    coalesce(c.summary, v.data -> 'summary' ->> 'note') as summary,
    coalesce(c.next_steps, v.data -> 'nextSteps' ->> 'note') as next_steps
  from events v
  left join lateral (
    -- the last correction that says anything of each
    select (array_agg(changes ->> 'date' order by position desc) filter (where changes ? 'date'))[1] as on_day,
      (array_agg((changes ->> 'halfDays')::int order by position desc) filter (where changes ? 'halfDays'))[1] as half_days,
      (array_agg(changes -> 'summary' ->> 'note' order by position desc) filter (where changes ? 'summary'))[1] as summary,
      (array_agg(changes -> 'nextSteps' ->> 'note' order by position desc) filter (where changes ? 'nextSteps'))[1] as next_steps
    from corrections where corrections.key = v.key and corrections.visit = v.data ->> 'visitId') c on true
  where v.type = 'VisitRecorded'
),
visited as (
  select key, count(*)::int as visits, count(*) filter (where late)::int as late_visits, max(on_day) as last_visit,
    sum(half_days)::int as half_days,
    jsonb_agg(jsonb_build_object('visitId', visit, 'date', on_day, 'halfDays', half_days, 'late', late,
      'summary', summary, 'nextSteps', next_steps) order by position) as log
  from visits group by key
)
select p.key,
  array['urn:' || (p.data ->> 'urn'), 'urn:' || (p.data ->> 'homeUrn')] as scope,
  p.data ->> 'deploymentId' as deployment_id,
  p.data ->> 'requestId' as request_id,
  p.data ->> 'needId' as need_id,
  p.data ->> 'leaderId' as leader_id,
  p.data ->> 'urn' as urn,
  p.data ->> 'homeUrn' as home_urn,
  p.data ->> 'focusArea' as focus_area,
  case s.type when 'DeploymentProposed' then 'proposed' when 'DeploymentAgreed' then 'agreed'
    when 'DeploymentDeclined' then 'declined' when 'DeploymentPaused' then 'paused'
    when 'DeploymentCompleted' then 'completed' when 'DeploymentClosed' then 'closed'
    when 'DeploymentTerminated' then 'terminated' else 'active' end as state,
  p.data -> 'objectives' as objectives,
  p.data -> 'kpiIds' as kpi_ids,
  case when s.type = 'DeploymentDeclined' then '[]'::jsonb else
    coalesce((select jsonb_agg(w.what order by w.place) from (values
      (1, 'release', exists (select from events f where f.key = p.key and f.type = 'HomeSchoolReleased')),
      (2, 'acceptance', exists (select from events f where f.key = p.key and f.type = 'SupportedSchoolAccepted')),
      (3, 'approval', exists (select from events f where f.key = p.key and f.type = 'CommissionerApproved')),
      (4, 'conflict-check', coalesce(c.found = '[]', false))) as w (place, what, done) where not w.done), '[]')
  end as awaiting,
  coalesce(c.found, '[]') as conflicts,
  p.data -> 'window' ->> 'from' as window_from,
  coalesce((select f.data -> 'window' ->> 'to' from events f where f.key = p.key and f.type = 'DeploymentExtended'
    order by f.position desc limit 1), p.data -> 'window' ->> 'to') as window_to,
  (select f.data ->> 'on' from events f where f.key = p.key and f.type = 'SupportDeployed'
    order by f.position desc limit 1) as started_on,
  (select f.data ->> 'on' from events f where f.key = p.key and f.type in ('DeploymentCompleted', 'DeploymentTerminated')
    order by f.position desc limit 1) as ended_on,
  (p.data ->> 'halfDays')::int + (select coalesce(sum((f.data ->> 'halfDays')::int), 0) from events f
    where f.key = p.key and f.type = 'DeploymentExtended')::int as half_days_agreed,
  coalesce(v.half_days, 0) as half_days_used,
  (p.data ->> 'dayRatePence')::int as day_rate_pence,
  round(coalesce(v.half_days, 0) * (p.data ->> 'dayRatePence')::numeric / 2)::int as cost_pence,
  coalesce(v.visits, 0) as visits,
  coalesce(v.late_visits, 0) as late_visits,
  v.last_visit,
  coalesce(v.log, '[]') as visit_log,
  (select f.data ->> 'rag' from events f where f.key = p.key and f.type = 'RagRated'
    order by f.position desc limit 1) as rag,
  exists (select from events f where f.key = p.key and f.type = 'MidpointReviewed') as midpoint_done,
  j.data is not null as judged,
  (j.data ->> 'grade')::int as grade
from events p
join lateral (
  select f.type from events f where f.key = p.key and f.type in ('DeploymentProposed', 'DeploymentAgreed',
    'DeploymentDeclined', 'SupportDeployed', 'DeploymentPaused', 'DeploymentResumed', 'DeploymentCompleted',
    'DeploymentClosed', 'DeploymentTerminated') order by f.position desc limit 1) s on true
left join lateral (
  select f.data -> 'found' as found from events f where f.key = p.key and f.type = 'ConflictsChecked'
  order by f.position desc limit 1) c on true
left join lateral (
  select f.data from events f where f.key = p.key and f.type = 'ImpactJudged'
  order by f.position desc limit 1) j on true
left join visited v on v.key = p.key
where p.type = 'DeploymentProposed'
