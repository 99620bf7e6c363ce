import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldOf } from '#eventing';
import { decisionsOf, tagsOf } from '#testing';
import { phases } from '../reference/phase.js';
import type { StatedDetails } from './details.js';
import type { RecordCensusReturn } from './school.commands.js';
import type { SchoolEvent } from './school.events.js';
import { school } from './school.js';
import { schoolStanding } from './standing.js';

const urn = '139402';
const given = decisionsOf(school, { id: urn });
const details = {
  name: 'Alec Hunter Academy',
  phase: 'Secondary',
  typeOfEstablishment: 'Academy sponsor led',
  la: { code: '881', name: 'Essex' },
  laestab: '8814010',
  trust: { name: 'SAFFRON ACADEMY TRUST' },
  opened: '2013-04-01',
} as const satisfies StatedDetails;
const { typeOfEstablishment: type, ...rest } = details;
const register = { type: 'RegisterSchool', urn, ...details } as const;
const refresh = { type: 'RefreshSchool', sourceDate: '2025-10-01', ...details } as const;
const close = { type: 'CloseSchool', on: '2025-08-31', reason: 'Closure' } as const;
const registered = {
  type: 'SchoolRegistered',
  data: { urn, sourceDate: '2025-10-01', type, ...rest },
} as SchoolEvent;
const closed: SchoolEvent = {
  type: 'SchoolClosed',
  data: { urn, on: '2025-08-31', reason: 'Closure' },
};

describe('registering a school', () => {
  it('keeps what the register says, and nothing else', () =>
    given()
      .when({ ...register, smuggled: 'x' } as typeof register)
      .then(registered));
  it('keeps the day of its source', () =>
    given()
      .when({ ...register, sourceDate: '2025-09-01' })
      .then({
        ...registered,
        data: { ...registered.data, sourceDate: '2025-09-01' },
      } as SchoolEvent));
  it('is refused when the source lies in the future', () =>
    given()
      .when({ ...register, sourceDate: '2025-10-02' })
      .refuses('day-in-future'));
  it('changes nothing when the same is said again', () => given(registered).when(register).then());
  it('is refused when something else is said of it', () =>
    given(registered)
      .when({ ...register, name: 'Alec Hunter School' })
      .refuses('school-registered'));
  it('is refused once it has closed', () =>
    given(registered, closed).when(register).refuses('school-registered'));
  it.each(phases)('takes a school of the phase %s', (phase) =>
    given()
      .when({ ...register, phase })
      .then({
        ...registered,
        data: { ...registered.data, phase },
      } as SchoolEvent),
  );
});

describe('refreshing a school', () => {
  const moved = { ...refresh, trust: { name: 'OTHER TRUST', uid: '2981' }, ukprn: '10038918' };
  const refreshed: SchoolEvent = {
    type: 'SchoolDetailsRefreshed',
    data: {
      urn,
      sourceDate: '2025-10-01',
      changes: {
        ukprn: { from: null, to: '10038918' },
        trust: {
          from: { name: 'SAFFRON ACADEMY TRUST' },
          to: { name: 'OTHER TRUST', uid: '2981' },
        },
      },
    },
  };
  it('says what changed, from what to what', () => given(registered).when(moved).then(refreshed));
  it('changes nothing when the same is said again', () =>
    given(registered, refreshed).when(moved).then());
  it('knows a value by its parts, whatever their order', () =>
    given(registered)
      .when({ ...refresh, la: { name: 'Essex', code: '881' } })
      .then());
  it('leaves alone what the source does not state, and takes away what it denies', () => {
    const { laestab: _, ...without } = refresh;
    given(registered)
      .when({ ...without, none: ['trust', 'ukprn'] })
      .then({
        type: 'SchoolDetailsRefreshed',
        data: {
          urn,
          sourceDate: '2025-10-01',
          changes: { trust: { from: { name: 'SAFFRON ACADEMY TRUST' }, to: null } },
        },
      });
  });
  it('is refused from a source older than the last', () =>
    given(registered, refreshed)
      .when({ ...moved, sourceDate: '2025-09-30' })
      .refuses('source-older'));
  it('is refused when the source lies in the future', () =>
    given(registered)
      .when({ ...refresh, sourceDate: '2025-10-02' })
      .refuses('day-in-future'));
  it('is refused once it has closed', () =>
    given(registered, closed).when(refresh).refuses('school-closed'));
  it('needs a school', () => given().when(refresh).refuses('school-unknown'));
});

describe('closing a school', () => {
  it('records the day and the reason', () => given(registered).when(close).then(closed));
  it('changes nothing when the same is said again', () =>
    given(registered, closed).when(close).then());
  it('is refused with another day', () =>
    given(registered, closed)
      .when({ ...close, on: '2025-08-30' })
      .refuses('school-closed'));
  it('is refused ahead of time', () =>
    given(registered)
      .when({ ...close, on: '2025-10-02' })
      .refuses('day-in-future'));
  it('is refused before it opened', () =>
    given(registered)
      .when({ ...close, on: '2013-03-31' })
      .refuses('closed-before-opened'));
  it('needs a school', () => given().when(close).refuses('school-unknown'));
});

describe('a census return', () => {
  const period = { year: '202223', name: 'Academic year' } as const;
  const figures = { roll: 1054, fsm: 13.6, eal: 4.1, boarders: 'z' } as const;
  const sourceDate = '2023-01-19';
  const returned: RecordCensusReturn = {
    type: 'RecordCensusReturn',
    period,
    sourceDate,
    details,
    figures,
  };
  const known = { ...registered, data: { ...registered.data, sourceDate } } as SchoolEvent;
  const recorded: SchoolEvent = {
    type: 'SchoolContextRecorded',
    data: { urn, period, sourceDate, figures },
  };

  it('registers a school with its figures, marks kept as marks', () =>
    given().when(returned).then(known, recorded));
  it('changes nothing when it comes again', () => given(known, recorded).when(returned).then());
  it('adds figures to a school that was known', () => given(known).when(returned).then(recorded));
  it('refreshes details and adds the figures of another period', () =>
    given(known, recorded)
      .when({
        ...returned,
        period: { year: '202324', name: 'Academic year' },
        sourceDate: '2024-01-18',
        details: { ...details, name: 'Alec Hunter School' },
      })
      .then(
        {
          type: 'SchoolDetailsRefreshed',
          data: {
            urn,
            sourceDate: '2024-01-18',
            changes: { name: { from: 'Alec Hunter Academy', to: 'Alec Hunter School' } },
          },
        },
        {
          type: 'SchoolContextRecorded',
          data: {
            urn,
            period: { year: '202324', name: 'Academic year' },
            sourceDate: '2024-01-18',
            figures,
          },
        },
      ));
  it('puts published figures right, once', () => {
    const again = { ...returned, figures: { roll: 1055, fsm: 13.6, eal: 'x' } } as const;
    const corrected: SchoolEvent = {
      type: 'SchoolContextCorrected',
      data: {
        urn,
        period,
        sourceDate,
        changes: {
          roll: { from: 1054, to: 1055 },
          boarders: { from: 'z', to: null },
          eal: { from: 4.1, to: 'x' },
        },
      },
    };
    given(known, recorded).when(again).then(corrected);
    given(known, recorded, corrected).when(again).then();
  });
  it('of an earlier census leaves newer details as they are', () =>
    given(known, recorded)
      .when({
        ...returned,
        period: { year: '202122', name: 'Academic year' },
        sourceDate: '2022-01-20',
        details: { ...details, name: 'An older name' },
      })
      .then({
        type: 'SchoolContextRecorded',
        data: {
          urn,
          period: { year: '202122', name: 'Academic year' },
          sourceDate: '2022-01-20',
          figures,
        },
      }));
  it('of before the closure may still come; the history stays', () => {
    given(known, closed).when(returned).then(recorded);
    given(known, recorded, closed)
      .when({ ...returned, details: { ...details, name: 'Another' } })
      .then();
  });
  it('is refused when the school had closed by then', () =>
    given(known, {
      ...closed,
      data: { ...closed.data, on: '2022-08-31' },
    })
      .when(returned)
      .refuses('school-closed'));
  it('is refused when the census lies in the future', () =>
    given()
      .when({ ...returned, sourceDate: '2026-01-15' })
      .refuses('day-in-future'));

  it('decides nothing the second time, whatever it says', () =>
    fc.assert(
      fc.property(
        fc.record(
          {
            ukprn: fc.constantFrom('10000001', '10000002', null),
            trust: fc.constantFrom(null, { name: 'A' }, { name: 'A', uid: '1' }),
            postcode: fc.constantFrom('CM7 3NR', null),
          },
          { requiredKeys: [] },
        ),
        fc.record(
          { roll: fc.nat(2000), fsm: fc.constantFrom('z' as const, 0, 12.5), girls: fc.nat(900) },
          { requiredKeys: [] },
        ),
        (more, published) => {
          const day = '2025-10-01';
          const context = { id: urn, now: '', today: day, begunOn: day, known: {} };
          const actor = { id: 'import', role: 'service', urns: [] };
          const it = { ...returned, details: { ...details, ...more }, figures: published };
          const before = foldOf(school, [known, recorded]);
          const events = school.decide(it, before, { ...context, actor });
          const after = foldOf(school, [known, recorded, ...events]);
          expect(school.decide(it, after, { ...context, actor })).toEqual([]);
        },
      ),
    ));
});

describe('the standing of a school', () => {
  it('is unknown, then open, then closed', () => {
    expect(foldOf(schoolStanding, [])).toBe('unknown');
    expect(foldOf(schoolStanding, [registered])).toBe('open');
    expect(foldOf(schoolStanding, [registered, closed])).toBe('closed');
  });
});

it('is named by its events', () => expect(tagsOf(registered)).toEqual([`urn:${urn}`]));
