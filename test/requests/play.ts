import fc from 'fast-check';
import type { AccessHouse } from '../access/house.js';
import { asked, told } from './ask.js';
import type { Description } from './description.js';
import { wrongWith } from './judge.js';
import { leftBehind } from './left-behind.js';
import { type Request, requests } from './requests.js';
import { stockOf } from './stock.js';

const AT_ONCE = 8;
const A_BATCH = 1_000;
/** Between the batches of one seed and those of the next, so that no two seeds share any. */
const APART = 1_000_003;
/** So many refused commands are sent once more, one by one, to see what they leave behind. */
const SENT_AGAIN = 300;
/** Refusals of commands that were good enough to be decided. */
const DECIDED = [404, 409, 412, 422];

/** Which requests are played: as many as these, from a seed; only the nth of them. */
export interface Played {
  readonly count: number;
  readonly seed: number;
  readonly only?: number;
}

/**
 * What was wrong, in words that play it again; which refused commands left something in the register; and how often there
 * was an answer of each status.
 */
export interface Outcome {
  readonly found: readonly string[];
  readonly left: readonly string[];
  readonly statuses: ReadonlyMap<number, number>;
}

/** Sends generated requests to a house and judges every answer. */
export async function play(house: AccessHouse, { count, seed, only }: Played): Promise<Outcome> {
  const description = (await house.send('GET', '/v1/openapi.json')).body as Description;
  const { stock, tokens } = await stockOf(house);
  const any = requests(description, stock);
  const found: string[] = [];
  const statuses = new Map<number, number>();
  const refused: Request[] = [];
  const ask = async (request: Request, nth: number): Promise<void> => {
    const answer = await asked(house, request, tokens);
    const { status } = answer;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const wrong = wrongWith(request, answer);
    if (wrong.length > 0) found.push(told(request, nth, answer, wrong));
    if (request.method === 'POST' && DECIDED.includes(status) && refused.length < SENT_AGAIN)
      refused.push(request);
  };
  for (let from = 0; from < count; from += A_BATCH) {
    const numRuns = Math.min(A_BATCH, count - from);
    // one iterator for all of them: each takes what is next
    const batch = fc.sample(any, { seed: (seed * APART + from / A_BATCH) | 0, numRuns }).entries();
    const worker = async (): Promise<void> => {
      for (const [at, it] of batch)
        if (only === undefined || only === from + at) await ask(it, from + at);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  await house.settled();
  return { found, left: await leftBehind(house, refused, tokens), statuses };
}
