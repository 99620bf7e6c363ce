import type { NewEvent, Position, Recorded } from '#eventing';

/** The version of the specification that every event is published under. */
const SPECVERSION = '1.0';

/**
 * An event as a CloudEvent 1.0 in JSON: what the feed, the exports and Kafka carry. `source` names the log, `subject`
 * the stream; the envelope travels as extension attributes, whose names are lower-case letters and digits.
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** The id of the event: the same for every repeat of its command. */
  readonly id: string;
  /** `urn:groundswell:log:<id of the log>`. */
  readonly source: string;
  /** The name of the event, e.g. `SupportDeployed`. */
  readonly type: string;
  /** The stream, e.g. `brokerage.deployment-…`. */
  readonly subject: string;
  /** The instant it was recorded. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** The version of the shape of `data`. */
  readonly schemaversion: number;
  /** The place of the event in its stream, from 0. */
  readonly streamrevision: number;
  /** The place of the event in the log: opaque, sortable as text; absent before it is recorded. */
  readonly position?: string;
  /** The London day on which it was true. */
  readonly occurredon: string;
  /** Who acted: an id, never a name. */
  readonly actorid: string;
  /** The role they acted in. */
  readonly actorrole: string;
  /** The person or body they acted for, when not for themselves. */
  readonly onbehalfof?: string;
  /** The command that led to the event. */
  readonly commandid: string;
  /** A keyed hash of the command's body. */
  readonly bodyhash?: string;
  /** The same for everything that one request set in motion. */
  readonly correlationid: string;
  /** The command or event that it came of. */
  readonly causationid: string;
  /** The identities the event names, as a JSON list in text: extension attributes are never lists. */
  readonly tags: string;
  readonly data: unknown;
}

/** The `source` of every event of a log. */
export const sourceOf = (logId: string): string => `urn:groundswell:log:${logId}`;

/** A recorded event as a CloudEvent. The order of its attributes is always the same. */
export function cloudEventOf(event: Recorded, logId: string): CloudEvent {
  const { actor } = event;
  return {
    specversion: SPECVERSION,
    id: event.id,
    source: sourceOf(logId),
    type: event.type,
    subject: event.stream,
    time: event.recordedOn,
    datacontenttype: 'application/json',
    schemaversion: event.schemaVersion,
    streamrevision: event.revision,
    position: event.position,
    occurredon: event.occurredOn,
    actorid: actor.id,
    actorrole: actor.role,
    ...(actor.onBehalfOf === undefined ? {} : { onbehalfof: actor.onBehalfOf }),
    commandid: event.commandId,
    ...(event.bodyHash === undefined ? {} : { bodyhash: event.bodyHash }),
    correlationid: event.correlationId,
    causationid: event.causationId,
    tags: JSON.stringify(event.tags),
    data: event.data,
  };
}

/** The event that a CloudEvent carries, ready to be appended to its stream: what `cloudEventOf` wrote, taken back. */
export function eventOf(event: CloudEvent): NewEvent {
  return {
    id: event.id,
    type: event.type,
    data: event.data,
    meta: {
      schemaVersion: event.schemaversion,
      occurredOn: event.occurredon,
      recordedOn: event.time,
      actor: {
        id: event.actorid,
        role: event.actorrole,
        ...(event.onbehalfof === undefined ? {} : { onBehalfOf: event.onbehalfof }),
      },
      commandId: event.commandid,
      ...(event.bodyhash === undefined ? {} : { bodyHash: event.bodyhash }),
      correlationId: event.correlationid,
      causationId: event.causationid,
      tags: JSON.parse(event.tags) as string[],
    },
  };
}

/** The position a CloudEvent was recorded at, if it says. */
export const positionOf = (event: CloudEvent): Position | undefined =>
  event.position as Position | undefined;
