/**
 * One group of appends in one call and one transaction.
 *
 * `names` are the streams of the group, each once, in an order that all writers share, and `added` how many facts
 * the group has for each. Per append: the `slot` of its stream in `names`, what it expects (-1 no stream, -2 any,
 * -3 some stream), how many facts of the group `came` before it in its stream, and its `size`. Per fact: the
 * append that owns it, its place in there, and its contents.
 *
 * The upsert locks the streams and moves them as if every append were accepted. When that is what they expect,
 * which is the common case, nothing is decided row by row. Otherwise `journal.settle` decides in order of arrival
 * and puts the streams right. Either way the head is taken last, just before the facts are written.
 * `journal.append_one` takes the same steps for a single fact, which is what most commands come to, without the
 * machinery of sets.
 *
 * Answers the last position given out; where each append begins in its stream (-1: nothing stored); and, when
 * settled, for a repeated append the position of its last fact, else 0, and for a conflict the actual revision.
 */
export const appendSql = `
create function journal.append(
  names text[], added integer[],
  slots integer[], expectations integer[], came integer[], sizes integer[],
  owners integer[], places integer[],
  streams text[], ids uuid[], types text[], data jsonb[], meta jsonb[],
  out last bigint, out bases integer[], out repeats bigint[], out actuals integer[]
) language plpgsql set plan_cache_mode = force_generic_plan as $body$
declare
  locked text[];
  moved integer[];
  agreed boolean;
  stored integer := cardinality(ids);
  refused integer[];
begin
  with upserted as (
    insert into journal.streams as s (name, revision)
    select n.name, n.added - 1 from unnest(names, added) as n (name, added)
    on conflict on constraint streams_pkey
      do update set revision = s.revision + excluded.revision + 1
    returning s.name, s.revision
  )
  select array_agg(u.name), array_agg(u.revision) into locked, moved from upserted as u;
  if locked is distinct from names then
    raise exception 'journal: the streams came back in another order';
  end if;

  select array_agg(moved[a.slot] - added[a.slot] + a.came + 1),
         bool_and(case
           when a.expected >= -1 then moved[a.slot] - added[a.slot] + a.came = a.expected
           when a.expected = -3 then moved[a.slot] - added[a.slot] + a.came >= 0
           else true
         end)
    into bases, agreed
    from unnest(slots, expectations, came) as a (slot, expected, came);

  if not agreed then
    select s.bases, s.repeats, s.actuals, s.stored, s.refused
      into bases, repeats, actuals, stored, refused
      from journal.settle(names, added, moved, slots, expectations, sizes, ids) as s;
    if stored = 0 then
      return;
    end if;
  end if;

  update journal.head set position = position + stored returning position into last;

  insert into journal.facts (position, stream, revision, id, type, data, meta)
  select last - stored + f.nth - coalesce(refused[f.owner], 0), f.stream,
         bases[f.owner] + f.place, f.id, f.type, f.data, f.meta
    from unnest(owners, places, streams, ids, types, data, meta) with ordinality
      as f (owner, place, stream, id, type, data, meta, nth)
   where bases[f.owner] >= 0;

  perform pg_notify('journal', '');
end
$body$;

create function journal.append_one(
  stream text, expected integer, id uuid, type text, data jsonb, meta jsonb,
  out last bigint, out bases integer[], out repeats bigint[], out actuals integer[]
) language plpgsql as $body$
declare
  moved integer;
begin
  insert into journal.streams as s (name, revision) values (append_one.stream, 0)
  on conflict on constraint streams_pkey do update set revision = s.revision + 1
  returning s.revision into moved;

  if expected = moved - 1 or expected = -2 or (expected = -3 and moved > 0) then
    update journal.head set position = position + 1 returning position into last;
    insert into journal.facts
    values (last, append_one.stream, moved, append_one.id, append_one.type, append_one.data,
            append_one.meta);
    perform pg_notify('journal', '');
    bases := array[moved];
  else
    select s.bases, s.repeats, s.actuals into bases, repeats, actuals
      from journal.settle(array[append_one.stream], array[1], array[moved], array[1],
                          array[expected], array[1], array[append_one.id]) as s;
  end if;
end
$body$;

create function journal.settle(
  names text[], added integer[], moved integer[],
  slots integer[], expectations integer[], sizes integer[], ids uuid[],
  out bases integer[], out repeats bigint[], out actuals integer[],
  out refused integer[], out stored integer
) language plpgsql set plan_cache_mode = force_generic_plan as $body$
declare
  revisions integer[];
  slot integer;
  was integer;
  wanted integer;
  first integer := 1;
  found_at bigint;
begin
  stored := 0;
  select array_agg(n.moved - n.added) into revisions from unnest(moved, added) as n (moved, added);
  for i in 1 .. cardinality(slots) loop
    slot := slots[i];
    was := revisions[slot];
    wanted := expectations[i];
    bases[i] := -1;
    repeats[i] := 0;
    actuals[i] := was;
    -- how many facts before this append take no position
    refused[i] := first - 1 - stored;
    if wanted = -2 or wanted = was or (wanted = -3 and was >= 0) then
      bases[i] := was + 1;
      revisions[slot] := was + sizes[i];
      stored := stored + sizes[i];
    elsif wanted >= -1 then
      -- after what it expected stand exactly its own facts: it was accepted before
      select max(f.position) into found_at
        from journal.facts as f
       where f.stream = names[slot] and f.revision between wanted + 1 and wanted + sizes[i]
      having array_agg(f.id order by f.revision) = ids[first : first + sizes[i] - 1];
      repeats[i] := coalesce(found_at, 0);
    end if;
    first := first + sizes[i];
  end loop;

  update journal.streams as s set revision = n.revision
    from unnest(names, revisions) as n (name, revision)
   where s.name = n.name and s.revision <> n.revision;
  delete from journal.streams as s where s.name = any (names) and s.revision < 0;
end
$body$;
`;
