import type { Condition, FollowerHealth } from '#health';
import type { FollowerStatus, ProjectionStatus } from '#projections';

type Part = Pick<FollowerHealth, 'parkedEvents' | 'refusedCommands'>;

/**
 * How each follower does: as this process knows it when it follows, with what the database says of what is parked and
 * refused; otherwise as the database has it.
 */
export function followersOf(
  here: readonly FollowerStatus[],
  listed: readonly ProjectionStatus[],
  head: string | null,
): { readonly followers: FollowerHealth[]; readonly conditions: Condition[] } {
  const kept = (name: string, version: number): Part => {
    const known = listed.find((it) => it.name === name && it.version === version);
    return {
      parkedEvents: known?.parked.events ?? null,
      refusedCommands: known?.refused?.commands ?? null,
    };
  };
  const lagOf = (position: string, lagMs: number | null) =>
    head === null || position > head ? null : lagMs;
  const followers =
    here.length > 0
      ? here.map(({ name, version, kind, live, position, lagMs, state, owner, parkedKeys }) => ({
          ...{ name, version, kind, live, position, parkedKeys },
          lagMs: lagOf(position, lagMs),
          lease: leaseOf(state, owner),
          ...kept(name, version),
        }))
      : listed.map(({ name, version, kind, live, position, owner, parked }) => ({
          ...{ name, version, kind, live, position },
          lagMs: lagOf(position, position === head ? 0 : null),
          lease: leaseOf('standby', owner),
          parkedKeys: parked.keys,
          ...kept(name, version),
        }));
  const failing = (here.length > 0 ? here : listed).filter((it) => it.lastError !== null);
  const parked = followers.filter((it) => it.parkedKeys > 0);
  return {
    followers,
    conditions: [
      ...failing.map(({ name, lastError }): Condition => ({
        state: 'follower-failing',
        detail: `${name}: ${lastError ?? ''}`,
      })),
      ...(parked.length === 0
        ? []
        : [{ state: 'events-parked' as const, detail: parked.map((it) => it.name).join(', ') }]),
    ],
  };
}

const leaseOf = (state: FollowerStatus['state'], owner: string | null): FollowerHealth['lease'] =>
  state === 'leading' ? 'here' : owner === null ? 'nobody' : 'elsewhere';
