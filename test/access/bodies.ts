import { contexts } from '#composition';
import type { Subjects } from './subjects.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const URN = /^\d{6}$/;

type Kind = keyof Subjects['ids'];

/** Which kind of subject a field of a body names. */
const named: Readonly<Record<string, Kind>> = {
  needId: 'need',
  requestId: 'request',
  deploymentId: 'deployment',
  kpiId: 'kpi',
  kpiIds: 'kpi',
  leaderId: 'provider',
  personId: 'person',
  replaces: 'person',
  evidenceId: 'evidence',
  evidenceIds: 'evidence',
  by: 'evidence',
  evaluationId: 'evaluation',
  replicationIds: 'evaluation',
  partnershipId: 'partnership',
  noteId: 'note',
};
const schools = new Set(['urn', 'homeUrn']);

/** The kind of subject that the second part of an address is about: as the aggregates say, and what only reads. */
const kinds: ReadonlyMap<string, string> = new Map([
  ...contexts.flatMap((it) =>
    it.aggregates.map(({ collection, decider }) => [collection, decider.identity] as const),
  ),
  ['/v1/notes', 'note'],
  ['/v1/boards', 'partnership'],
]);

/** The identity of the subjects at an address of this noun. */
export const identityAt = (noun: string): string | undefined => kinds.get(`/v1/${noun}`);

/** The identity of whom a field of a body or a filter names. */
export const identityOfField = (field: string): string | undefined =>
  schools.has(field) ? 'urn' : named[field];

/** The address of a route for these subjects; for a school, that of the school given. */
export function addressOf(path: string, ids: Subjects['ids'], urn: string): string {
  if (!path.includes('{')) return path;
  const noun = path.split('/')[2] ?? '';
  if (noun === 'projections') return path.replace(/\{\w+\}/, 'intelligence.open-needs');
  const kind = kinds.get(`/v1/${noun}`);
  const id = kind === 'urn' ? urn : (ids as Readonly<Record<string, string>>)[kind ?? ''];
  if (!id) throw new Error(`whose is ${path}?`);
  return path.replace(/\{\w+\}/, id);
}

/** The fields of a body that name a subject, a school included. */
export function referencesIn(body: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  filled(body, (field) => {
    found.add(field);
    return undefined;
  });
  return found;
}

/**
 * An example with other subjects in the place of those it names. `other` answers for a field and its kind; with
 * `undefined` the example's own id stays.
 */
export function filled(
  example: unknown,
  other: (field: string, kind: Kind | 'school') => string | undefined,
  field = '',
): unknown {
  if (typeof example === 'string') {
    const kind = schools.has(field) ? 'school' : named[field];
    const isId = kind === 'school' ? URN.test(example) : UUID.test(example);
    return kind && isId ? (other(field, kind) ?? example) : example;
  }
  if (Array.isArray(example)) return example.map((it) => filled(it, other, field));
  if (typeof example !== 'object' || example === null) return example;
  return Object.fromEntries(
    Object.entries(example).map(([name, it]) => [name, filled(it, other, name)]),
  );
}

/** Answers for a body about these subjects, and this school. */
export const about =
  (ids: Subjects['ids'], urn: string) =>
  (_: string, kind: Kind | 'school'): string | undefined =>
    kind === 'school' ? urn : ids[kind];
