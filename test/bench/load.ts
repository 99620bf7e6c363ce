import { Agent, request } from 'node:http';

/** One measured run: answers per second, and how long they took in milliseconds. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers outside 2xx. */
  readonly failed: number;
}

/**
 * Sends POST requests over `connections` kept-alive connections for `seconds`, each as soon as the one before
 * it was answered. `bodyOf` makes the n-th body.
 */
export async function load(
  url: string,
  headers: Readonly<Record<string, string>>,
  bodyOf: (n: number) => unknown,
  { connections = 32, seconds = 4 } = {},
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let sent = 0;
  let failed = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const began = performance.now();
      const status = await post(agent, url, headers, JSON.stringify(bodyOf(sent++)));
      took.push(performance.now() - began);
      if (status < 200 || status > 299) failed++;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor(took.length * share)] ?? 0;
  return { perSecond: took.length / elapsed, p50: at(0.5), p99: at(0.99), failed };
}

function post(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
