/**
 * One look of a process ($1) that follows $2, with leases of $3 ms, at the log $4. It says that the process runs, and
 * takes those leases of the followers $5 (of the versions $6) that are free; a row that is locked is that of a batch
 * under way, so its owner is alive.
 */
export const lookSql = `
  with here as (
    insert into house.runners (owner, followers, expires)
    values ($1, $2, clock_timestamp() + $3 * interval '1 ms')
    on conflict (owner) do update set expires = excluded.expires),
  wanted as (select * from unnest($5::text[], $6::integer[]) as w (name, version)),
  free as (
    select name, version from house.followers
    where (name, version) in (select name, version from wanted) and log_id = $4
      and (owner = $1 or expires < clock_timestamp())
    for update skip locked),
  taken as (
    update house.followers f set owner = $1, epoch = f.epoch + 1,
      expires = clock_timestamp() + $3 * interval '1 ms'
    from free where f.name = free.name and f.version = free.version
    returning f.name, f.version, f.epoch, f.position, f.live, f.last_error),
  found as (
    select name, version, t.epoch::text as epoch, f.log_id, f.owner,
      coalesce(t.position, f.position) as position, coalesce(t.live, f.live) as live,
      coalesce(t.last_error, f.last_error) as last_error,
      greatest(0, least(1e6, extract(epoch from f.expires - clock_timestamp()) * 1000))::float8 as free_in,
      case when t.epoch is null then (select count(distinct key)::int from house.parked p
        where p.projection = name and p.version = f.version) else 0 end as parked_keys
    from wanted left join house.followers f using (name, version) left join taken t using (name, version))
  select
    (select coalesce(json_agg(found), '[]') from found) as followers,
    (select coalesce(json_agg(json_build_object('name', r.projection, 'version', r.version)), '[]')
     from house.rebuilds r
     join house.followers f on f.name = r.projection || '.rebuild' and f.version = r.version
     where r.state = 'building') as rebuilds,
    (select coalesce(json_agg(json_build_object('owner', r.owner, 'followers', r.followers, 'leads',
       (select count(*)::int from house.followers f
        where f.owner = r.owner and f.expires > clock_timestamp()))), '[]')
     from house.runners r where r.expires > clock_timestamp() and r.owner <> $1) as others`;
