#!/bin/sh
# @eventstore/db-client 6.2.1: with no server there, a read says UnavailableError, an append a raw gRPC error
#
# Expected: both are refused by the client's own UnavailableError, so that one `instanceof` tells what to try again.
# Seen:     appendToStream rejects with a plain Error of gRPC code 14, without the `type` that the client's errors have.
# So:       what may be tried again is told by the code, which both have.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "private": true, "type": "module" }' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund --save-exact @eventstore/db-client@6.2.1 || exit 75

cat >seen.mjs <<'JS'
import { EventStoreDBClient, jsonEvent, UnavailableError } from '@eventstore/db-client';
import { createServer } from 'node:net';

const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => resolve(free));
  });
});
const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${port}?tls=false`);
const tell = async (what, does) => {
  const error = await does().then(
    () => undefined,
    (it) => it,
  );
  console.log(`${what}: UnavailableError ${error instanceof UnavailableError}, type ${error?.type}, code ${error?.code}`);
};
await tell('read', async () => {
  for await (const event of client.readStream('school-1')) console.log(event);
});
await tell('append', () => client.appendToStream('school-1', jsonEvent({ type: 'Seen', data: {} })));
await client.dispose();
JS
node seen.mjs >seen.txt
diff - seen.txt <<'OUT'
read: UnavailableError true, type unavailable, code 14
append: UnavailableError false, type undefined, code 14
OUT
