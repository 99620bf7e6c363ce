import { stringify } from 'csv-stringify/sync';
import { canonical, type Recorded } from '#eventing';

const columns: Readonly<Record<string, (event: Recorded) => string | number | undefined>> = {
  position: (it) => it.position,
  id: (it) => it.id,
  type: (it) => it.type,
  stream: (it) => it.stream,
  revision: (it) => it.revision,
  schemaVersion: (it) => it.schemaVersion,
  occurredOn: (it) => it.occurredOn,
  recordedOn: (it) => it.recordedOn,
  actorId: (it) => it.actor.id,
  actorRole: (it) => it.actor.role,
  onBehalfOf: (it) => it.actor.onBehalfOf,
  commandId: (it) => it.commandId,
  correlationId: (it) => it.correlationId,
  causationId: (it) => it.causationId,
  tags: (it) => it.tags.join(' '),
  data: (it) => canonical(it.data),
};

const line = (cells: readonly (string | number | undefined)[]): string =>
  stringify([[...cells]], { record_delimiter: 'windows', escape_formulas: true });

/** The names of the columns, as the first row. */
export const csvHead = line(Object.keys(columns));

/** An event as a row. No cell is a formula to a spreadsheet: one that would be begins with an apostrophe. */
export const csvRow = (event: Recorded): string =>
  line(Object.values(columns).map((cellOf) => cellOf(event)));
