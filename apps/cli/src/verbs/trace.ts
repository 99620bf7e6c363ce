import { type Correlated, doerOf, MOST_TRACED, type Step, traceOf } from '#analysis';
import { ORIGIN, type Position, type Recorded } from '#eventing';
import type { Report } from '../world.js';
import type { House } from '../house.js';

/** What a correlation caused: the whole of it, as a tree for people and as a document. */
export async function trace({ facts }: House, correlationId: string): Promise<Report> {
  const found: Recorded[] = [];
  for (let after: Position | undefined = ORIGIN; after !== undefined;) {
    const part = { after, limit: MOST_TRACED };
    const more: Correlated = await facts.correlated(correlationId, 'machine', part);
    found.push(...more.facts);
    after = more.next;
  }
  if (found.length === 0) throw new Error(`no fact has the correlation ${correlationId}`);
  const steps = traceOf(found);
  return {
    data: { correlationId, steps: steps.map(asData), facts: found.length },
    text: steps.flatMap((it) => linesOf(it, '')).join('\n'),
    ok: true,
  };
}

const asData = ({ commandId, by, facts, parts }: Step): object => ({
  ...{ commandId, by },
  facts: facts.map(({ fact, then }) => {
    const { id, type, stream, revision, recordedOn, occurredOn } = fact;
    return { id, type, stream, revision, recordedOn, occurredOn, then: then.map(asData) };
  }),
  parts: parts.map(asData),
});

/** A command, then what it recorded and what followed from each, further in. */
function linesOf({ commandId, by, facts, parts }: Step, margin: string): string[] {
  const inner = `${margin}  `;
  return [
    `${margin}command ${commandId} by ${by}`,
    ...parts.flatMap((it) => linesOf(it, inner)),
    ...facts.flatMap(({ fact, then }) => [
      `${inner}${fact.recordedOn}  ${fact.type}  ${fact.stream}@${fact.revision}  by ${doerOf(fact)}  ${fact.id}`,
      ...then.flatMap((it) => linesOf(it, `${inner}  `)),
    ]),
  ];
}
