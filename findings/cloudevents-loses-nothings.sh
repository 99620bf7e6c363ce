#!/bin/sh
# cloudevents 10.0.0: data of 0, false or "" is lost when a structured message is read
#
# Expected: 0, false and "" are JSON values like others, and `data` may be any JSON value.
# Seen:     `HTTP.structured` sends them, and `HTTP.toEvent` reads no data out of the same message.
# So:       data is an object, with the figure in a field of it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact cloudevents@10.0.0 || exit 75

cat >seen.mjs <<'JS'
import { CloudEvent, HTTP } from 'cloudevents';
for (const data of [7, true, 'none', {}, 0, false, '']) {
  const event = new CloudEvent({ id: '1', source: '/kpis', type: 'Measured', data });
  const message = HTTP.structured(event);
  const sent = JSON.stringify(JSON.parse(message.body).data);
  console.log(`sent ${sent}, read ${JSON.stringify(HTTP.toEvent(message).data)}`);
}
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
sent 7, read 7
sent true, read true
sent "none", read "none"
sent {}, read {}
sent 0, read undefined
sent false, read undefined
sent "", read undefined
OUT
