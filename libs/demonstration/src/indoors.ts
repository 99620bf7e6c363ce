import { once } from 'node:events';
import { type IncomingMessage, request, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { text } from 'node:stream/consumers';

/** An answer to a request that never left the process. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Posts JSON to a server that listens nowhere, over a pipe within the process: while the story is told the clock
 * is not the real one, and nobody else may come in by it.
 */
export async function postIndoors(
  server: Server,
  path: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<Answer> {
  const [near, far] = duplexPair();
  const asked = request({
    method: 'POST',
    path,
    headers: { ...headers, host: 'indoors', 'content-type': 'application/json' },
    createConnection: () => near,
  });
  server.emit('connection', far);
  asked.end(JSON.stringify(body));
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}
