import { change, type Projection } from '#eventing';
import type { ProviderEvent } from '../provider/provider.events.js';
import { DirectoryProvider, type Expertise } from './provider-directory.entity.js';

/** Who can help, with what, and who has days left? */
export const providerDirectory: Projection<ProviderEvent, DirectoryProvider> = {
  name: 'brokerage.provider-directory',
  version: 2,
  entity: DirectoryProvider,
  key: ({ data }) => `provider:${data.providerId}`,
  on: {
    ProviderRegistered: (_, { data }, key) => ({
      key,
      scope: [`urn:${data.homeUrn}`],
      providerId: data.providerId,
      kind: data.kind,
      designation: data.designation,
      personId: data.personId ?? null,
      organisation: data.organisation ?? null,
      homeUrn: data.homeUrn,
      phases: data.phases,
      state: 'active',
      focusAreas: [],
      expertise: [],
      lapsesOn: null,
      capacity: {},
      availability: [],
      interests: [],
      maxConcurrent: null,
      maxKm: null,
      dayRatePence: null,
    }),
    ExpertiseAccredited: change((row, { data: { focusArea, by, until } }) =>
      expert(row, [...others(row, focusArea), { focusArea, by, until }]),
    ),
    AccreditationLapsed: change((row, { data: { focusArea } }) =>
      expert(row, others(row, focusArea)),
    ),
    CapacityDeclared: change((row, { data: { year, halfDays } }) =>
      counted(row, year, { declared: halfDays }),
    ),
    DaysReserved: change((row, { data: { year, halfDays } }) =>
      counted(row, year, { more: halfDays }),
    ),
    DaysReleased: change((row, { data: { year, halfDays } }) =>
      counted(row, year, { more: -halfDays }),
    ),
    AvailabilityPublished: change((row, { data: { windows } }) => ({
      ...row,
      availability: windows,
    })),
    InterestDeclared: change((row, { data }) => ({
      ...row,
      interests: [...new Set([...row.interests, data.with])],
    })),
    LimitsSet: change((row, { data: { maxConcurrent, maxKm, dayRatePence } }) => ({
      ...row,
      maxConcurrent,
      maxKm,
      dayRatePence,
    })),
    ProviderSuspended: change((row) => ({ ...row, state: 'suspended' })),
    ProviderReinstated: change((row) => ({ ...row, state: 'active' })),
  },
};

const others = ({ expertise }: DirectoryProvider, focusArea: string): Expertise[] =>
  expertise.filter((it) => it.focusArea !== focusArea);

const expert = (row: DirectoryProvider, expertise: readonly Expertise[]): DirectoryProvider => ({
  ...row,
  expertise,
  focusAreas: expertise.map((it) => it.focusArea),
  lapsesOn: expertise.map((it) => it.until).sort()[0] ?? null,
});

function counted(
  row: DirectoryProvider,
  year: string,
  { declared, more = 0 }: { declared?: number; more?: number },
): DirectoryProvider {
  const before = row.capacity[year] ?? { declared: 0, reserved: 0 };
  const now = { declared: declared ?? before.declared, reserved: before.reserved + more };
  const days = { ...now, free: now.declared - now.reserved };
  return { ...row, capacity: { ...row.capacity, [year]: days } };
}
