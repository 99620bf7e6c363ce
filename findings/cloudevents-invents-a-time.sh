#!/bin/sh
# cloudevents 10.0.0: an event that says no time is given the time of its reading
#
# Expected: the attribute `time` is optional, and an event sent without it is read without it.
# Seen:     `HTTP.toEvent` fills in the present instant, another one at each reading of the same message.
# So:       whoever stores or compares what was read looks into the message itself for whether it said a time.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact cloudevents@10.0.0 || exit 75

cat >seen.mjs <<'JS'
import { HTTP } from 'cloudevents';
const body = '{"specversion":"1.0","id":"1","source":"/schools","type":"NeedIdentified"}';
const read = () => HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body });
const before = new Date().toISOString();
const first = read();
await new Promise((resolve) => setTimeout(resolve, 20));
const second = read();
console.log('the message says a time:', 'time' in JSON.parse(body));
console.log('the event says a time:', 'time' in first);
console.log('it is the time of the reading:', first.time >= before);
console.log('read again, it is the same:', first.time === second.time);
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
the message says a time: false
the event says a time: true
it is the time of the reading: true
read again, it is the same: false
OUT
