import { Entity } from 'typeorm';
import { type AnyProjection, change, type Event, type Projection } from '#eventing';
import { CountColumn, DayColumn, ReadRow, RecordsColumn, TextColumn } from '#read-model';

/** The events of visits that a deployment consists of, as a large log is full of them. */
export type BenchEvent =
  | Event<'BenchPlanned', BenchVisit & { readonly on: string; readonly halfDays: number }>
  | Event<'BenchMade', BenchVisit & { readonly on: string; readonly halfDays: number }>
  | Event<'BenchWrittenUp', BenchVisit>
  | Event<'BenchAgreed', BenchVisit & { readonly on: string }>;

interface BenchVisit {
  readonly visitId: string;
  readonly deploymentId: string;
  readonly urn: string;
}

/** One visit: a row for each subject, of few events. */
@Entity({ schema: 'read', name: 'bench_visits' })
export class BenchVisitRow extends ReadRow {
  @TextColumn('The school', { filter: true })
  urn!: string;

  @TextColumn('planned, made, written-up or agreed', { filter: true })
  state!: string;

  @DayColumn('The day it was made', { nullable: true })
  madeOn!: string | null;

  @CountColumn('Half days')
  halfDays!: number;
}

/** One school: counters in few rows that many events touch. */
@Entity({ schema: 'read', name: 'bench_schools' })
export class BenchSchoolRow extends ReadRow {
  @CountColumn('Visits planned')
  planned!: number;

  @CountColumn('Visits made')
  made!: number;

  @CountColumn('Half days of the visits made')
  halfDays!: number;

  @CountColumn('Visits agreed')
  agreed!: number;
}

/** One deployment: a wide row with a list of its visits. */
@Entity({ schema: 'read', name: 'bench_deployments' })
export class BenchDeploymentRow extends ReadRow {
  @TextColumn('The school', { filter: true })
  urn!: string;

  @CountColumn('Half days used')
  halfDaysUsed!: number;

  @RecordsColumn('Its visits, in the order in which they were made')
  visits!: readonly { readonly visitId: string; readonly on: string; readonly halfDays: number }[];

  @DayColumn('When the last one was agreed', { nullable: true })
  agreedOn!: string | null;
}

/** A row for each subject. */
export const benchVisits: Projection<BenchEvent, BenchVisitRow> = {
  name: 'bench.visits',
  version: 1,
  entity: BenchVisitRow,
  key: ({ data }) => `visit:${data.visitId}`,
  on: {
    BenchPlanned: (_, { data: { urn, halfDays } }, key) => ({
      ...{ key, scope: [`urn:${urn}`], urn, state: 'planned', madeOn: null, halfDays },
    }),
    BenchMade: change((row, { data: { on, halfDays } }) => ({
      ...row,
      ...{ state: 'made', madeOn: on, halfDays },
    })),
    BenchWrittenUp: change((row) => ({ ...row, state: 'written-up' })),
    BenchAgreed: change((row) => ({ ...row, state: 'agreed' })),
  },
};

const none = { planned: 0, made: 0, halfDays: 0, agreed: 0 };
const schoolOf = (row: BenchSchoolRow | undefined, key: string): BenchSchoolRow =>
  row ?? { key, scope: [key], ...none };

/** Counters of few hot rows. */
export const benchSchools: Projection<BenchEvent, BenchSchoolRow> = {
  name: 'bench.schools',
  version: 1,
  entity: BenchSchoolRow,
  key: ({ data }) => `urn:${data.urn}`,
  on: {
    BenchPlanned: (row, _, key) => {
      const school = schoolOf(row, key);
      return { ...school, planned: school.planned + 1 };
    },
    BenchMade: change((row, { data: { halfDays } }) => ({
      ...row,
      made: row.made + 1,
      halfDays: row.halfDays + halfDays,
    })),
    BenchWrittenUp: (row) => row,
    BenchAgreed: change((row) => ({ ...row, agreed: row.agreed + 1 })),
  },
};

/** Wide rows with nested lists. */
export const benchDeployments: Projection<BenchEvent, BenchDeploymentRow> = {
  name: 'bench.deployments',
  version: 1,
  entity: BenchDeploymentRow,
  key: ({ data }) => `deployment:${data.deploymentId}`,
  on: {
    BenchPlanned: (row, { data: { urn } }, key) =>
      row ?? { key, scope: [`urn:${urn}`], urn, halfDaysUsed: 0, visits: [], agreedOn: null },
    BenchMade: change((row, { data: { visitId, on, halfDays } }) => ({
      ...row,
      halfDaysUsed: row.halfDaysUsed + halfDays,
      visits: [...row.visits, { visitId, on, halfDays }],
    })),
    BenchWrittenUp: (row) => row,
    BenchAgreed: change((row, { data: { on } }) => ({ ...row, agreedOn: on })),
  },
};

/** So many read models of each kind, each with a table of its own. */
export function copiesOf(model: AnyProjection, copies: number): AnyProjection[] {
  return Array.from({ length: copies }, (_, nth) => {
    class Copy extends model.entity {}
    const name = `${model.name}-${nth}`;
    Entity({ schema: 'read', name: name.replaceAll(/\W/g, '_') })(Copy);
    return { ...model, name, entity: Copy };
  });
}
