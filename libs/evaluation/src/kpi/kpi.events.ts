import type { Catalogue, Day, Fact, Id } from '#eventing';
import type { AcademicPeriod, FocusArea, Urn } from '#network';
import type { Direction } from '../figures/statistics.js';

/** Where impact is looked for. */
export type Level = 'pupils' | 'people' | 'schools' | 'partnership';

/** A value for a period, and how many it is of. */
export interface Baseline {
  readonly period: AcademicPeriod;
  readonly value: number;
  readonly n: number;
}

/** The value a KPI is to reach, and by which day. */
export interface Target {
  readonly value: number;
  readonly by: Day;
}

/** The facts of one KPI. */
export type KpiEvent =
  | Fact<
      'KpiCommitted',
      {
        kpiId: Id;
        /** The school, or else the partnership, that committed to it. */
        urn?: Urn;
        partnershipId?: Id;
        level: Level;
        indicator: string;
        unit: string;
        direction: Direction;
        focusArea?: FocusArea;
      }
    >
  | Fact<'BaselineSet', { kpiId: Id; period: AcademicPeriod; value: number; n: number }>
  | Fact<'TargetSet', { kpiId: Id; value: number; by: Day }>
  | Fact<'PlanLocked', { kpiId: Id; on: Day }>
  | Fact<'BaselineDemanded', { kpiId: Id; deploymentId: Id; dueBy: Day; urn: Urn }>
  | Fact<
      'MeasurementLinked',
      {
        kpiId: Id;
        measurementId: Id;
        period: AcademicPeriod;
        value: number;
        n: number;
        observedOn: Day;
        source: string;
      }
    >
  | Fact<
      'MeasurementCorrected',
      {
        kpiId: Id;
        /** The measurement that is put right; its period and day stay. */
        measurementId: Id;
        value: number;
        n: number;
        observedOn: Day;
        reason: string;
      }
    >
  | Fact<
      'KpiRebaselined',
      {
        kpiId: Id;
        period: AcademicPeriod;
        value: number;
        n: number;
        /** The target that goes with the new baseline, when it moves too. */
        target?: Target;
        reason: string;
      }
    >;

const kpi = (d: { kpiId: string }) => `kpi:${d.kpiId}`;

/** Versions and identities of the facts of a KPI. */
export const kpiEvents: Catalogue<KpiEvent> = {
  KpiCommitted: {
    version: 1,
    about: (d) => [
      kpi(d),
      d.urn && `urn:${d.urn}`,
      d.partnershipId && `partnership:${d.partnershipId}`,
    ],
  },
  BaselineSet: { version: 1, about: (d) => [kpi(d)] },
  TargetSet: { version: 1, about: (d) => [kpi(d)] },
  PlanLocked: { version: 1, about: (d) => [kpi(d)] },
  BaselineDemanded: {
    version: 1,
    about: (d) => [kpi(d), `deployment:${d.deploymentId}`, `urn:${d.urn}`],
  },
  MeasurementLinked: { version: 1, about: (d) => [kpi(d)], occurredOn: (d) => d.observedOn },
  MeasurementCorrected: { version: 1, about: (d) => [kpi(d)], occurredOn: (d) => d.observedOn },
  KpiRebaselined: { version: 1, about: (d) => [kpi(d)] },
};
