import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Entity } from 'typeorm';
import type { Position, Projection } from '#eventing';
import { ListColumn, ReadRow } from '#read-model';
import { foldsLawfully, tagsOf } from '#testing';
import {
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import {
  opened,
  planned,
  tagged,
  type VisitEvent,
  visits,
} from '../../../../test/support/visits.js';
import { verifyProjection } from '../operating/verify.js';

@Entity({ schema: 'read', name: 'visit_topics' })
class Topics extends ReadRow {
  @ListColumn('What the visits to it were about')
  topics!: string[];
}

type TopicEvent = Extract<VisitEvent, { type: 'VisitPlanned' | 'VisitTagged' }>;

/** A row for each school and each partnership, though only the first event of a visit knows either. */
const topics: Projection<TopicEvent, Topics> = {
  name: 'tests.visit-topics',
  version: 1,
  entity: Topics,
  key: ({ tags }) => tags.filter((it) => /^(urn|partnership):/.test(it)),
  on: {
    VisitPlanned: (row, _, key) => row ?? { key, scope: [key], topics: [] },
    VisitTagged: (row, { data }, key) => ({
      key,
      scope: [key],
      topics: [...(row?.topics ?? []), data.tag],
    }),
  },
};

const [hunter, ramsey] = ['139402', '139248'];
const history = [
  planned('v1', hunter, '2025-10-06', 'p1'),
  tagged('v1', 'phonics'),
  planned('v2', ramsey, '2025-10-07', 'p1'),
  opened('v2'),
  tagged('v2', 'maths'),
  tagged('v1', 'writing'),
];
const atTheEnd = {
  [`urn:${hunter}`]: ['phonics', 'writing'],
  [`urn:${ramsey}`]: ['maths'],
  'partnership:p1': ['phonics', 'maths', 'writing'],
};

let house: ProjectionsHouse;
const positions: Position[] = [];
const topicsOf = (rows: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(rows).map(([key, it]) => [key, (it as Topics).topics]));

beforeAll(async () => {
  house = await projectionsHouse();
  const runner = await house.run([topics, visits]);
  for (const event of history) positions.push(await house.tell(event));
  await runner.waitFor(topics.name, positions.at(-1)!, 10_000);
});
afterAll(() => house.close());

describe('an event that names its own aggregate only', () => {
  it('says nothing itself of whom the first event of its stream named', () =>
    expect(tagsOf(tagged('v1', 'phonics'))).toEqual(['visit:v1']));

  it('changes their rows, live', async () =>
    expect(topicsOf(await house.rows(topics))).toEqual(atTheEnd));

  it('changes them in the same way when they are built anew', async () => {
    await house.order({
      type: 'RebuildRequested',
      data: { projection: topics.name, afresh: true },
    });
    await until(async () => {
      const { rows } = await house.pool.query<{ state: string }>(
        'select state from house.rebuilds where projection = $1',
        [topics.name],
      );
      return rows.some((it) => it.state === 'live');
    });
    expect(topicsOf(await house.rows(topics))).toEqual(atTheEnd);
    expect(await verifyProjection({ ...house, projection: topics })).toMatchObject({ ok: true });
  });

  it('had changed them by each past moment, and not before it was recorded', async () => {
    const readings = await house.readings(Topics, visits.entity);
    const then = await Promise.all(
      positions.map(async (position) => {
        const at = await readings.pointInTimeOf(position, 'recorded');
        const { value } = await readings.one(topics, `urn:${hunter}`, { scope: 'all', at });
        return value?.topics;
      }),
    );
    const one = ['phonics'];
    expect(then).toEqual([[], one, one, one, one, ['phonics', 'writing']]);
  });

  it('is among what made the row', async () => {
    const readings = await house.readings(Topics, visits.entity);
    const { value } = await readings.provenance(topics, 'partnership:p1', { scope: 'all' });
    const types = value?.events.map((it) => it.type) ?? [];
    expect(types.filter((it) => it === 'VisitTagged')).toHaveLength(3);
  });

  it('keeps the laws of a projection', () => foldsLawfully(topics, ...(history as TopicEvent[])));
});
