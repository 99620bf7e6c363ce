import { change, type Projection, set, starting } from '#eventing';
import type { ProviderEvent } from '../provider/provider.events.js';
import { DirectoryProvider, type Expertise } from './provider-directory.entity.js';

/** Who can help, with what, and who has days left? */
export const providerDirectory: Projection<ProviderEvent, DirectoryProvider> = {
  name: 'brokerage.provider-directory',
  version: 2,
  entity: DirectoryProvider,
  key: ({ data }) => `provider:${data.providerId}`,
  on: {
    ProviderRegistered: starting(({ data }) => ({
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
    })),
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
    AvailabilityPublished: set(({ data: { windows } }) => ({ availability: windows })),
    InterestDeclared: set(({ data }, row) => ({
      interests: [...new Set([...row.interests, data.with])],
    })),
    LimitsSet: set(({ data: { maxConcurrent, maxKm, dayRatePence } }) => ({
      maxConcurrent,
      maxKm,
      dayRatePence,
    })),
    ProviderSuspended: set({ state: 'suspended' }),
    ProviderReinstated: set({ state: 'active' }),
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
