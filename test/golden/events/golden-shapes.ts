import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema, KeptShape } from '#contracts';
import { type EventType, upcast } from '#eventing';
import { differencesOf } from './shape.js';

const fileOf = ({ type, version }: Pick<KeptShape, 'type' | 'version'>): string =>
  `${type}.v${version}.json`;

/**
 * Keeps a shape. One that is there already is not written `again`, but by whom it was just made up for: what was recorded
 * once cannot change.
 */
export function keep(folder: string, golden: KeptShape, { again = false } = {}): void {
  const text = `${JSON.stringify(golden, null, 2)}\n`;
  writeFileSync(join(folder, fileOf(golden)), text, { flag: again ? 'w' : 'wx' });
}

/** The types that a program records: whose they are, their catalogue entry and the shape of their data. */
export type PresentEvents = ReadonlyMap<
  string,
  { of: string; type: EventType<never>; shape: JsonSchema }
>;

/** The present versions that a folder does not keep. */
export function unkeptIn(folder: string, present: PresentEvents): Omit<KeptShape, 'example'>[] {
  const kept = new Set(readdirSync(folder));
  return [...present]
    .map(
      ([
        type,
        {
          of,
          type: { version },
          shape,
        },
      ]) => ({ type, version, of, shape }),
    )
    .filter((it) => !kept.has(fileOf(it)));
}

/**
 * What is wrong between the shapes that were ever recorded and those of today, a sentence for each, with what to
 * do about it; `faultsOf` checks data against the shape of today.
 */
export function breaches(
  kept: readonly KeptShape[],
  present: PresentEvents,
  faultsOf: (type: string, data: unknown) => readonly string[],
): readonly string[] {
  const names = new Set([...kept.map((it) => it.type), ...present.keys()]);
  return [...names].sort().flatMap((name) => {
    const versions = kept.filter((it) => it.type === name);
    const now = present.get(name);
    if (!now)
      return [
        `${name} is in the log and no catalogue has it any more: keep it, with its versions and upcasts.`,
      ];
    const latest = versions.at(-1)?.version ?? 0;
    const { version } = now.type;
    if (version < latest)
      return [`${name} was recorded as version ${latest} already and is ${version}: raise it.`];
    const same = versions.find((it) => it.version === version);
    if (!same)
      return [
        `${name} version ${version} is new: run \`npm run golden\` and commit libs/contracts/shapes/${fileOf({ type: name, version })}.`,
        ...unread(versions, now.type, faultsOf),
      ];
    const differences = differencesOf(same.shape, now.shape);
    if (differences.length > 0)
      return [
        `${name} changed without a new version: ${differences.join('; ')}. The log is full of version ${version}: ` +
          `raise \`version\` to ${version + 1} in its catalogue, keep libs/contracts/shapes/${fileOf(same)} as it is, and state ` +
          `\`upcasts: { ${version}: … }\`, which makes data of version ${version + 1} from it.`,
      ];
    return unread(versions, now.type, faultsOf);
  });
}

/** Which kept examples do not become valid data of today. */
function unread(
  versions: readonly KeptShape[],
  type: EventType<never>,
  faultsOf: (type: string, data: unknown) => readonly string[],
): string[] {
  return versions.flatMap((it) => {
    try {
      const faults = faultsOf(it.type, upcast(it.type, type, it.version, it.example));
      if (faults.length === 0) return [];
      return [
        `${it.type} version ${it.version} is not led to version ${type.version}: ${faults.join('; ')}. Put its upcasts right.`,
      ];
    } catch (error) {
      return [error instanceof Error ? `${error.message}.` : String(error)];
    }
  });
}
