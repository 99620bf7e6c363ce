import { parseArgs } from 'node:util';
import type { Orders } from './mischief.js';
import { StandIn } from './stand-in.js';

/** The stand-in as a process: `node dist/test/eventstore-stand-in/main.js --port 2113 --file log.ndjson`. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    file: { type: 'string' },
    'max-append-size': { type: 'string' },
  },
});
const standIn = await StandIn.start({
  port: Number(values.port),
  ...(values.file === undefined ? {} : { file: values.file }),
  ...(values['max-append-size'] === undefined
    ? {}
    : { maxAppendSize: Number(values['max-append-size']) }),
});
process.on('message', (orders: Orders) => standIn.order(orders));
// whoever started it is gone
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void standIn.close().then(() => process.exit(0)));
process.stdout.write(`listening on ${standIn.url}\n`);
