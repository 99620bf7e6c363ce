/**
 * Arrays in PostgreSQL's binary form. Text form would quote every quotation mark of every event here and unquote
 * it there, under load the dearest part of an append.
 */
const HEADER = 20;

function header(target: Buffer, type: number, length: number): void {
  target.writeInt32BE(1, 0); // one dimension
  target.writeInt32BE(0, 4); // no nulls
  target.writeInt32BE(type, 8);
  target.writeInt32BE(length, 12);
  target.writeInt32BE(1, 16); // counted from 1
}

/** An `integer[]`. */
export function integers(values: readonly number[]): Buffer {
  const target = Buffer.allocUnsafe(HEADER + values.length * 8);
  header(target, 23, values.length);
  let at = HEADER;
  for (const value of values) {
    at = target.writeInt32BE(4, at);
    at = target.writeInt32BE(value, at);
  }
  return target;
}

/** A `uuid[]` from text that is known to be UUIDs. */
export function uuids(values: readonly string[]): Buffer {
  const target = Buffer.allocUnsafe(HEADER + values.length * 20);
  header(target, 2950, values.length);
  let at = HEADER;
  for (const value of values) {
    at = target.writeInt32BE(16, at);
    at += target.write(value.replaceAll('-', ''), at, 'hex');
  }
  return target;
}

/** A `text[]`. */
export const texts = (values: readonly string[]): Buffer => strings(values, 25);

/** A `json[]` from JSON text. */
export const jsons = (values: readonly string[]): Buffer => strings(values, 114);

function strings(values: readonly string[], type: number): Buffer {
  const lengths = values.map((it) => Buffer.byteLength(it));
  const size = lengths.reduce((sum, it) => sum + 4 + it, HEADER);
  const target = Buffer.allocUnsafe(size);
  header(target, type, values.length);
  let at = HEADER;
  values.forEach((value, index) => {
    at = target.writeInt32BE(lengths[index] as number, at);
    at += target.write(value, at, 'utf8');
  });
  return target;
}
