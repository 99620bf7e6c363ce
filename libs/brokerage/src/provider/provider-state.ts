import type { Word } from '#eventing';
import type { Window } from '../calendar/window.js';
import type { InterestIn, ProviderEvent } from './provider.events.js';

/** The days held for one deployment, and those it used once it is over. */
export interface Booking {
  readonly halfDays: number;
  readonly year: string;
  readonly window: Window;
  readonly over: boolean;
  /** What was reserved, each until the last day by which its deployment must have followed. */
  readonly held: readonly { readonly halfDays: number; readonly until: string }[];
}

/** Where a provider may not work, until when. */
export interface Interest {
  readonly with: InterestIn;
  readonly kind: string;
  readonly until?: string;
}

/** Registered, and either active or suspended. */
export interface RegisteredProvider {
  readonly status: 'active' | 'suspended';
  readonly homeUrn: string;
  /** The last valid day of each accreditation. */
  readonly accredited: Readonly<Record<Word, string>>;
  /** Half days declared, by academic year. */
  readonly capacity: Readonly<Record<string, number>>;
  /** By deployment. */
  readonly bookings: Readonly<Record<string, Booking>>;
  readonly availability: readonly Window[];
  readonly interests: readonly Interest[];
  readonly maxConcurrent: number;
}

/** What the rules of a provider remember. */
export type ProviderState = { readonly status: 'none' } | RegisteredProvider;

/** The provider after one event. */
export function evolveProvider(state: ProviderState, { type, data }: ProviderEvent): ProviderState {
  if (type === 'ProviderRegistered')
    return {
      status: 'active',
      homeUrn: data.homeUrn,
      accredited: {},
      capacity: {},
      bookings: {},
      availability: [],
      interests: [],
      maxConcurrent: Infinity,
    };
  if (state.status === 'none') return state;
  switch (type) {
    case 'ExpertiseAccredited':
      return { ...state, accredited: { ...state.accredited, [data.focusArea]: data.until } };
    case 'AccreditationLapsed':
      return { ...state, accredited: without(state.accredited, data.focusArea) };
    case 'CapacityDeclared':
      return { ...state, capacity: { ...state.capacity, [data.year]: data.halfDays } };
    case 'DaysReserved': {
      const { deploymentId, halfDays, year, window, until } = data;
      const held = state.bookings[deploymentId];
      const booking: Booking = {
        halfDays: (held?.halfDays ?? 0) + halfDays,
        year,
        window,
        over: false,
        held: [...(held?.held ?? []), { halfDays, until }],
      };
      return { ...state, bookings: { ...state.bookings, [deploymentId]: booking } };
    }
    case 'DaysReleased': {
      const { deploymentId, over } = data;
      const held = state.bookings[deploymentId];
      if (!held) return state;
      const halfDays = held.halfDays - data.halfDays;
      const bookings =
        halfDays > 0
          ? { ...state.bookings, [deploymentId]: { ...held, halfDays, over: held.over || over } }
          : without(state.bookings, deploymentId);
      return { ...state, bookings };
    }
    case 'AvailabilityPublished':
      return { ...state, availability: data.windows };
    case 'InterestDeclared': {
      const { kind, until } = data;
      const interest = { with: data.with, kind, ...(until === undefined ? {} : { until }) };
      return { ...state, interests: [...state.interests, interest] };
    }
    case 'LimitsSet':
      return { ...state, maxConcurrent: data.maxConcurrent };
    case 'ProviderSuspended':
      return { ...state, status: 'suspended' };
    case 'ProviderReinstated':
      return { ...state, status: 'active' };
  }
}

/** Half days reserved in an academic year, those already used included. */
export const reservedIn = (state: RegisteredProvider, year: string): number =>
  Object.values(state.bookings)
    .filter((it) => it.year === year)
    .reduce((sum, it) => sum + it.halfDays, 0);

function without<T extends object>(map: T, key: string): T {
  return Object.fromEntries(Object.entries(map).filter(([it]) => it !== key)) as T;
}
