import { type Context, heldUntil, Refusal } from '#eventing';
import { academicYearOf, parentAreaOf, written } from '#network';
import {
  mostAtOnce,
  overlaps,
  refuseCrossing,
  refuseReversed,
  spanOf,
  type Window,
  windowOf,
} from '../calendar/window.js';
import type { DeploymentStanding } from '../deployment/standing.js';
import type { DeclareCapacity, ReleaseDays, ReserveDays, SetLimits } from './provider.commands.js';
import type { ProviderEvent } from './provider.events.js';
import { type Booking, type RegisteredProvider, reservedIn } from './provider-state.js';

/** Why a provider cannot be matched, as a refusal would say it. */
export interface Unfit {
  readonly code: string;
  readonly detail: string;
}

/** Whether a provider may be matched at all: not suspended, and accredited to the end of the window. */
export function unfitFor(
  { status, accredited }: RegisteredProvider,
  focusArea: string,
  { to }: Window,
): Unfit | undefined {
  if (status === 'suspended')
    return { code: 'provider-suspended', detail: 'The provider is suspended: reinstate it first.' };
  const areas = [focusArea, parentAreaOf(focusArea)];
  if (areas.some((it) => (accredited[it] ?? '') >= to)) return undefined;
  return {
    code: 'accreditation-missing',
    detail: `No accreditation in ${focusArea} is valid until ${to}: accredit the provider first.`,
  };
}

/** Holds days: never more than declared for the year, nor more deployments at once than the limit. */
export function reserve(
  state: RegisteredProvider,
  { deploymentId, focusArea, halfDays, window: asked, until: askedUntil }: ReserveDays,
  { id: providerId, today }: Context,
): ProviderEvent[] {
  refuseReversed(asked);
  const held = state.bookings[deploymentId];
  const window = held ? spanOf(held.window, asked) : windowOf(asked);
  refuseCrossing(window);
  const unfit = unfitFor(state, focusArea, window);
  if (unfit) throw new Refusal(unfit.code, unfit.detail);
  if (state.availability.length > 0 && !state.availability.some((it) => overlaps(it, window)))
    throw new Refusal(
      'not-available',
      'The provider has published other times: choose one of those.',
    );

  const year = academicYearOf(window.from);
  const free = (state.capacity[year] ?? 0) - reservedIn(state, year);
  if (halfDays > free)
    throw new Refusal(
      'days-exceed-capacity',
      `${free} half days are free in ${written(year)}, and ${halfDays} are asked for.`,
    );
  const others = openWindows(state, deploymentId).filter((it) => overlaps(it, window));
  if (mostAtOnce(others, window) >= state.maxConcurrent)
    throw new Refusal(
      'too-many-at-once',
      `The provider takes on ${state.maxConcurrent} at once: choose another window.`,
    );
  const until = heldUntil(askedUntil, today);
  const data = { providerId, deploymentId, focusArea, halfDays, year, window, until };
  return [{ type: 'DaysReserved', data }];
}

/**
 * Gives back what no deployment holds; silent where there is nothing to give back. What expires leaves alone as much as
 * was reserved since and may still be followed.
 */
export function release(
  state: RegisteredProvider,
  { deploymentId, halfDays: asked, why }: ReleaseDays,
  { id: providerId, today }: Context,
  { holdsHalfDays, over: ended }: Pick<DeploymentStanding, 'holdsHalfDays' | 'over'>,
): ProviderEvent[] {
  const booking = state.bookings[deploymentId];
  if (!booking) return [];
  const kept = holdsHalfDays + (why === 'expired' ? awaited(booking, today) : 0);
  const halfDays = Math.min(asked, Math.max(0, booking.halfDays - kept));
  const over = booking.over || ended;
  if (halfDays === 0 && over === booking.over) return [];
  const { year } = booking;
  return [{ type: 'DaysReleased', data: { providerId, deploymentId, halfDays, year, why, over } }];
}

/** Declares the days of a year: not fewer than are reserved. */
export function declare(
  state: RegisteredProvider,
  { year, halfDays }: DeclareCapacity,
  providerId: string,
): ProviderEvent[] {
  const reserved = reservedIn(state, year);
  if (halfDays < reserved)
    throw new Refusal(
      'capacity-below-reserved',
      `${reserved} half days of ${written(year)} are reserved: release some first.`,
    );
  if (state.capacity[year] === halfDays) return [];
  return [{ type: 'CapacityDeclared', data: { providerId, year, halfDays } }];
}

/** Sets the limits: not below what is agreed already. */
export function limit(
  state: RegisteredProvider,
  { maxConcurrent, maxKm, dayRatePence }: SetLimits,
  providerId: string,
): ProviderEvent[] {
  const windows = openWindows(state);
  const most = Math.max(0, ...windows.map((it) => mostAtOnce(windows, it)));
  if (maxConcurrent < most)
    throw new Refusal(
      'limit-below-reserved',
      `The provider is reserved for ${most} at once: release one first.`,
    );
  return [{ type: 'LimitsSet', data: { providerId, maxConcurrent, maxKm, dayRatePence } }];
}

/** Half days whose deployment may still follow. */
const awaited = ({ held }: Booking, today: string): number =>
  held.reduce((sum, it) => (it.until >= today ? sum + it.halfDays : sum), 0);

const openWindows = (state: RegisteredProvider, except?: string): Window[] =>
  Object.entries(state.bookings)
    .filter(([deploymentId, { over }]) => deploymentId !== except && !over)
    .map(([, { window }]) => window);
