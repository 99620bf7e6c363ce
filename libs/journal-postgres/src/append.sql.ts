/**
 * One group of appends in one call and one transaction.
 *
 * `names` are the streams of the group, each once, and `added` how many events the group has for each. Per append: the
 * `slot` of its stream in `names`, what it expects (-1 no stream, -2 any, -3 some stream), how many events of the group
 * `came` before it in its stream, and its `size`. Per event: the append that owns it, its place in there, and its
 * contents.
 *
 * The row of the head is locked first, as if every append were accepted: from here on nobody else stores anything, so
 * the streams are what they will be when this commits. When that is what the appends expect, which is the common
 * case, nothing is decided row by row. Otherwise `journal.settle` decides in order of arrival, and the head gives
 * back what it does not need. `journal.append_one` takes the same steps for a single event, which is what most commands
 * come to, without the machinery of sets.
 *
 * Answers the last position given out; where each append begins in its stream (-1: nothing stored); and, when
 * settled, for a repeated append the position of its last event, else 0, and for a conflict the actual revision.
 */
export const appendSql = `
create function journal.append(
  names text[], added integer[],
  slots integer[], expectations integer[], came integer[], sizes integer[],
  owners integer[], places integer[],
  streams text[], ids uuid[], types text[], data json[], meta json[],
  out last bigint, out bases integer[], out repeats bigint[], out actuals integer[]
) language plpgsql set plan_cache_mode = force_generic_plan as $body$
declare
  revisions integer[];
  agreed boolean;
  stored integer := cardinality(ids);
  refused integer[];
begin
  update journal.head set position = position + stored returning position into last;

  select array_agg(coalesce(f.revision, -1) order by n.slot) into revisions
    from unnest(names) with ordinality as n (name, slot)
    left join lateral (
      select revision from journal.events where stream = n.name order by revision desc limit 1
    ) as f on true;

  select array_agg(revisions[a.slot] + a.came + 1),
         bool_and(case
           when a.expected >= -1 then revisions[a.slot] + a.came = a.expected
           when a.expected = -3 then revisions[a.slot] + a.came >= 0
           else true
         end)
    into bases, agreed
    from unnest(slots, expectations, came) as a (slot, expected, came);

  if not agreed then
    select s.bases, s.repeats, s.actuals, s.stored, s.refused
      into bases, repeats, actuals, stored, refused
      from journal.settle(names, revisions, slots, expectations, sizes, ids) as s;
    last := last - cardinality(ids) + stored;
    update journal.head set position = last;
    if stored = 0 then
      return;
    end if;
  end if;

  insert into journal.events (position, stream, revision, id, type, data, meta)
  select last - stored + f.nth - coalesce(refused[f.owner], 0), f.stream,
         bases[f.owner] + f.place, f.id, f.type, f.data, f.meta
    from unnest(owners, places, streams, ids, types, data, meta) with ordinality
      as f (owner, place, stream, id, type, data, meta, nth)
   where bases[f.owner] >= 0;

  perform pg_notify('journal', '');
end
$body$;

create function journal.append_one(
  stream text, expected integer, id uuid, type text, data json, meta json,
  out last bigint, out bases integer[], out repeats bigint[], out actuals integer[]
) language plpgsql as $body$
declare
  was integer;
begin
  update journal.head set position = position + 1 returning position into last;
  select f.revision into was from journal.events as f
   where f.stream = append_one.stream order by f.revision desc limit 1;
  was := coalesce(was, -1);

  if expected = was or expected = -2 or (expected = -3 and was >= 0) then
    insert into journal.events
    values (last, append_one.stream, was + 1, append_one.id, append_one.type, append_one.data,
            append_one.meta);
    perform pg_notify('journal', '');
    bases := array[was + 1];
  else
    last := last - 1;
    update journal.head set position = last;
    select s.bases, s.repeats, s.actuals into bases, repeats, actuals
      from journal.settle(array[append_one.stream], array[was], array[1],
                          array[expected], array[1], array[append_one.id]) as s;
  end if;
end
$body$;

create function journal.settle(
  names text[], revisions integer[],
  slots integer[], expectations integer[], sizes integer[], ids uuid[],
  out bases integer[], out repeats bigint[], out actuals integer[],
  out refused integer[], out stored integer
) language plpgsql set plan_cache_mode = force_generic_plan as $body$
declare
  slot integer;
  was integer;
  wanted integer;
  first integer := 1;
  found_at bigint;
begin
  stored := 0;
  for i in 1 .. cardinality(slots) loop
    slot := slots[i];
    was := revisions[slot];
    wanted := expectations[i];
    bases[i] := -1;
    repeats[i] := 0;
    actuals[i] := was;
    -- how many events before this append take no position
    refused[i] := first - 1 - stored;
    if wanted = -2 or wanted = was or (wanted = -3 and was >= 0) then
      bases[i] := was + 1;
      revisions[slot] := was + sizes[i];
      stored := stored + sizes[i];
    elsif wanted >= -1 then
      -- after what it expected stand exactly its own events: it was accepted before
      select max(f.position) into found_at
        from journal.events as f
       where f.stream = names[slot] and f.revision between wanted + 1 and wanted + sizes[i]
      having array_agg(f.id order by f.revision) = ids[first : first + sizes[i] - 1];
      repeats[i] := coalesce(found_at, 0);
    end if;
    first := first + sizes[i];
  end loop;
end
$body$;
`;
