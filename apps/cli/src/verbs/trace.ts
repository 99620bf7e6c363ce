import { type Correlated, doerOf, MOST_TRACED, type Step, traceOf } from '#analysis';
import { ORIGIN, type Position, type Recorded } from '#eventing';
import type { Report } from '../world.js';
import type { House } from '../house.js';

/** What a correlation caused: the whole of it, as a tree for people and as a document. */
export async function trace({ events }: House, correlationId: string): Promise<Report> {
  const found: Recorded[] = [];
  for (let after: Position | undefined = ORIGIN; after !== undefined;) {
    const part = { after, limit: MOST_TRACED };
    const more: Correlated = await events.correlated(correlationId, 'machine', part);
    found.push(...more.events);
    after = more.next;
  }
  if (found.length === 0) throw new Error(`no event has the correlation ${correlationId}`);
  const steps = traceOf(found);
  return {
    data: { correlationId, steps: steps.map(asData), events: found.length },
    text: steps.flatMap((it) => linesOf(it, '')).join('\n'),
    ok: true,
  };
}

const asData = ({ commandId, by, events, parts }: Step): object => ({
  ...{ commandId, by },
  events: events.map(({ event, then }) => {
    const { id, type, stream, revision, recordedOn, occurredOn } = event;
    return { id, type, stream, revision, recordedOn, occurredOn, then: then.map(asData) };
  }),
  parts: parts.map(asData),
});

/** A command, then what it recorded and what followed from each, further in. */
function linesOf({ commandId, by, events, parts }: Step, margin: string): string[] {
  const inner = `${margin}  `;
  return [
    `${margin}command ${commandId} by ${by}`,
    ...parts.flatMap((it) => linesOf(it, inner)),
    ...events.flatMap(({ event, then }) => [
      `${inner}${event.recordedOn}  ${event.type}  ${event.stream}@${event.revision}  by ${doerOf(event)}  ${event.id}`,
      ...then.flatMap((it) => linesOf(it, `${inner}  `)),
    ]),
  ];
}
