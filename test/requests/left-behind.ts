import pg from 'pg';
import type { AccessHouse } from '../access/house.js';
import { asked, told, type Tokens } from './ask.js';
import type { Request } from './requests.js';

/** The commands that are refused again and leave rows in the register behind, sent one by one. */
export async function leftBehind(
  house: AccessHouse,
  refused: readonly Request[],
  tokens: Tokens,
): Promise<string[]> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  const size = async (): Promise<number> => {
    const { rows } = await client.query<{ size: number }>(
      `select ((select count(*) from register.people) + (select count(*) from register.notes)
        + (select count(*) from register.salts) + (select count(*) from register.erasures))::int as size`,
    );
    return rows[0]?.size ?? 0;
  };
  const found: string[] = [];
  try {
    for (const request of refused) {
      const before = await size();
      const key = request.headers['idempotency-key'];
      // a key of its own: a repeat would find what the first left behind
      const headers = {
        ...request.headers,
        ...(key === undefined ? {} : { 'idempotency-key': `${key.slice(0, 100)}-again` }),
      };
      const answer = await asked(house, { ...request, headers }, tokens);
      const after = await size();
      if (answer.status >= 400 && after > before)
        found.push(told(request, -1, answer, [`left ${after - before} rows in the register`]));
    }
  } finally {
    await client.end();
  }
  return found;
}
