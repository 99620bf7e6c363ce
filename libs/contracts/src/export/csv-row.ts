import { canonical, type Recorded } from '#eventing';

const columns: Readonly<Record<string, (fact: Recorded) => string | number | undefined>> = {
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
  about: (it) => it.about.join(' '),
  data: (it) => canonical(it.data),
};

/** The names of the columns, as the first row. */
export const csvHead = `${Object.keys(columns).join(',')}\r\n`;

/** A fact as a row. No cell is a formula to a spreadsheet: one that would be begins with an apostrophe. */
export const csvRow = (fact: Recorded): string =>
  `${Object.values(columns)
    .map((cellOf) => cell(cellOf(fact)))
    .join(',')}\r\n`;

function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value ?? '') ? `'${value ?? ''}` : (value ?? '');
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
