import type { Day, Word } from '#eventing';

/** A coded area: a local authority, a district, a ward, a region. */
export interface Area {
  readonly code: string;
  readonly name: string;
}

/** The trust a school belongs to: by its group UID where the source knows it, always by its name. */
export interface Trust {
  readonly name: string;
  readonly uid?: string;
}

/** What the register says of a school. A field the source does not state is absent. */
export interface SchoolDetails {
  readonly name: string;
  readonly phase: Word;
  /** The type of establishment in the register's words, e.g. `Academy sponsor led`. */
  readonly type: string;
  /** The local authority, by its three-digit code. */
  readonly la: Area;
  readonly ukprn?: string;
  /** Local authority and establishment number, seven digits. Reused by successors, so never a key. */
  readonly laestab?: string;
  readonly postcode?: string;
  readonly region?: Area;
  readonly district?: Area;
  readonly ward?: Area;
  readonly trust?: Trust;
  /** The day it opened. */
  readonly opened?: Day;
  /** The statutory ages of its pupils. */
  readonly ages?: { readonly from: number; readonly to: number };
  /** Where it stands, in metres of the national grid. */
  readonly geo?: { readonly easting: number; readonly northing: number };
  /** Mixed, Girls, Boys or Unknown, as the register says. */
  readonly sex?: string;
  readonly religiousCharacter?: string;
  readonly admissions?: string;
  /** Urban or rural, in the words of the official classification. */
  readonly urbanRural?: string;
}

/**
 * Details as one source states them: `null` says there is none, an absent field says nothing. A command's own
 * `type` is its name, so the school's type has the register's long name here.
 */
export type StatedDetails = Pick<SchoolDetails, 'name' | 'phase' | 'la'> & {
  readonly typeOfEstablishment: string;
} & {
  readonly [K in OptionalDetail]?: SchoolDetails[K] | null;
};

/** The details that a school may have or not. */
export const optionalDetails = [
  'ukprn',
  'laestab',
  'postcode',
  'region',
  'district',
  'ward',
  'trust',
  'opened',
  'ages',
  'geo',
  'sex',
  'religiousCharacter',
  'admissions',
  'urbanRural',
] as const satisfies readonly (keyof SchoolDetails)[];

/** One of them. */
export type OptionalDetail = (typeof optionalDetails)[number];

/** What became of each field that changed; `null` where there was, or is, nothing. */
export type DetailChanges = {
  readonly [K in keyof SchoolDetails]?: {
    readonly from: SchoolDetails[K] | null;
    readonly to: SchoolDetails[K] | null;
  };
};

const area = (it: Area): Area => ({ code: it.code, name: it.name });
const trust = (it: Trust): Trust =>
  it.uid === undefined ? { name: it.name } : { name: it.name, uid: it.uid };

/** Exactly the fields of details, spelled out, so that nothing else slips into an event. */
function stated(it: StatedDetails) {
  return {
    name: it.name,
    phase: it.phase,
    type: it.typeOfEstablishment,
    la: area(it.la),
    ukprn: it.ukprn,
    laestab: it.laestab,
    postcode: it.postcode,
    region: it.region && area(it.region),
    district: it.district && area(it.district),
    ward: it.ward && area(it.ward),
    trust: it.trust && trust(it.trust),
    opened: it.opened,
    ages: it.ages && { from: it.ages.from, to: it.ages.to },
    geo: it.geo && { easting: it.geo.easting, northing: it.geo.northing },
    sex: it.sex,
    religiousCharacter: it.religiousCharacter,
    admissions: it.admissions,
    urbanRural: it.urbanRural,
  };
}

const fieldsOf = (it: object): [string, unknown][] => Object.entries(it) as [string, unknown][];

/** The details that are stated and are something. */
export const detailsOf = (it: StatedDetails): SchoolDetails =>
  Object.fromEntries(
    fieldsOf(stated(it)).filter(([, value]) => value != null),
  ) as unknown as SchoolDetails;

/** Which fields a source states otherwise than they are known. */
export function changesOf(known: SchoolDetails, source: StatedDetails): DetailChanges {
  const before = known as unknown as Record<string, unknown>;
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const [field, to] of fieldsOf(stated(source))) {
    const from = before[field] ?? null;
    if (to !== undefined && !same(from, to)) changes[field] = { from, to };
  }
  return changes;
}

/** The details after changes. */
export const changed = (known: SchoolDetails, changes: DetailChanges): SchoolDetails =>
  Object.fromEntries(
    fieldsOf({
      ...known,
      ...Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to])),
    }).filter(([, value]) => value != null),
  ) as unknown as SchoolDetails;

/** Equal as values; the order of keys is nothing, since a store may keep another. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [left, right] = [fieldsOf(a), b as Record<string, unknown>];
  return (
    left.length === Object.keys(b).length && left.every(([key, value]) => same(value, right[key]))
  );
}
