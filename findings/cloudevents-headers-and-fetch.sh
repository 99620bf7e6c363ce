#!/bin/sh
# cloudevents 10.0.0 and fetch: a subject beyond Latin-1 cannot be sent in binary mode, and is read undecoded
#
# Expected: the HTTP binding 1.0.2 percent-encodes such characters in headers, and decodes them when it reads.
# Seen:     `HTTP.binary` leaves them as they are, so that fetch refuses the header; `HTTP.toEvent` leaves %-codes of others in place.
# So:       subjects are ids in ASCII; names travel in the data.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact cloudevents@10.0.0 || exit 75

cat >seen.mjs <<'JS'
import { CloudEvent, HTTP } from 'cloudevents';
const event = new CloudEvent({ id: '1', source: '/schools', type: 'SchoolRegistered', subject: 'Szkoła' });
const { headers } = HTTP.binary(event);
console.log('the header:', headers['ce-subject']);
try {
  new Request('http://127.0.0.1/', { method: 'POST', headers });
  console.log('fetch takes it');
} catch (error) {
  console.log('fetch:', error.constructor.name);
}
const encoded = { ...headers, 'ce-subject': encodeURIComponent('Szkoła') };
console.log('as the binding has it, read back:', HTTP.toEvent({ headers: encoded, body: '' }).subject);
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
the header: Szkoła
fetch: TypeError
as the binding has it, read back: Szko%C5%82a
OUT
