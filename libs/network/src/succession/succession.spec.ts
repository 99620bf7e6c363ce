import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chosen, selectionOf } from '#read-model';
import { asOfEqualsFold, foldsLawfully, rowsOf } from '#testing';
import type { SuccessionPlanEvent } from '../succession-plan/succession-plan.events.js';
import { succession } from './succession.projection.js';
import { successionReads } from './succession.reads.js';

const own = { successionId: 'p1.boardChair', partnershipId: 'p1', role: 'boardChair' };
const key = 'partnership:p1|role:boardChair';
const identified = { type: 'KeyRoleIdentified', data: own } as const;
const named = { type: 'SuccessorNamed', data: { ...own, personId: 'ann' } } as const;
const vacated = {
  type: 'KeyRoleVacated',
  data: { ...own, vacancy: 1, on: '2025-09-15' },
} as const;
const prompted = {
  type: 'VacancyPrompted',
  data: { ...own, vacancy: 1, since: '2025-09-15' },
  occurredOn: '2025-12-15',
} as const;
const filled = (personId: string) =>
  ({
    type: 'KeyRoleFilled',
    data: { ...own, vacancy: 1, personId, on: '2026-01-05' },
  }) as const;
const row = (...events: SuccessionPlanEvent[]) => rowsOf(succession, identified, ...events)[key];

describe('the succession in a key role', () => {
  it('is held when it is identified, and seen by its partnership', () =>
    expect(rowsOf(succession, identified)).toEqual({
      [key]: {
        key,
        scope: ['partnership:p1'],
        partnershipId: 'p1',
        role: 'boardChair',
        state: 'held',
        holderId: null,
        successorId: null,
        vacantSince: null,
        promptedOn: null,
      },
    }));

  it('shows since when it is vacant, who would follow, and when the partnership was prompted', () => {
    const vacant = { state: 'vacant', successorId: 'ann', vacantSince: '2025-09-15' };
    expect(row(named, vacated)).toMatchObject({ ...vacant, promptedOn: null });
    expect(row(named, vacated, prompted)).toMatchObject({ ...vacant, promptedOn: '2025-12-15' });
  });

  it('shows who took it, and no successor any more when it was they', () => {
    const held = { state: 'held', vacantSince: null, promptedOn: null };
    const past = [named, vacated, prompted];
    expect(row(...past, filled('ann'))).toMatchObject({
      ...held,
      holderId: 'ann',
      successorId: null,
    });
    expect(row(...past, filled('bea'))).toMatchObject({
      ...held,
      holderId: 'bea',
      successorId: 'ann',
    });
    expect(row(vacated, filled('bea'), vacated)?.holderId).toBeNull();
  });

  it('is a row for each partnership and role', () => {
    const others = ['p1.treasurer', 'p2.boardChair'].map((successionId): SuccessionPlanEvent => {
      const [partnershipId = '', role = ''] = successionId.split('.');
      return { type: 'KeyRoleIdentified', data: { successionId, partnershipId, role } };
    });
    expect(Object.keys(rowsOf(succession, identified, ...others))).toHaveLength(3);
  });

  it('is overdue when it has been vacant for 13 weeks', () => {
    const overdue = (on: string, ...events: SuccessionPlanEvent[]) =>
      chosen(
        selectionOf(succession.entity, {
          filters: successionReads.flags.overdue!.when(on),
        } as never),
        row(...events)!,
      );
    expect(overdue('2025-12-14', vacated)).toBe(false);
    expect(overdue('2025-12-15', vacated)).toBe(true);
    expect(overdue('2025-12-15', vacated, filled('ann'))).toBe(false);
    expect(overdue('2025-12-15')).toBe(false);
  });
});

it('answers about the past as it would have then, whatever happened', () => {
  const happened: SuccessionPlanEvent[] = [named, vacated, prompted, filled('ann'), filled('bea')];
  foldsLawfully(succession, identified, ...happened);
  const other: SuccessionPlanEvent = {
    type: 'KeyRoleIdentified',
    data: { ...own, successionId: 'p2.boardChair', partnershipId: 'p2' },
  };
  fc.assert(
    fc.property(fc.array(fc.constantFrom<SuccessionPlanEvent>(...happened, other)), (events) => {
      asOfEqualsFold(succession, identified, ...events);
    }),
    { numRuns: 50 },
  );
});
