import type { Catalogue, Day, Event, Id, Word } from '#eventing';
import type { AcademicPeriod, DeploymentId, KpiId, PartnershipId, Urn } from '#network';
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

/** The events of one KPI. */
export type KpiEvent =
  | Event<
      'KpiCommitted',
      {
        kpiId: KpiId;
        /** The school, or else the partnership, that committed to it. */
        urn?: Urn;
        partnershipId?: PartnershipId;
        level: Level;
        indicator: string;
        unit: string;
        direction: Direction;
        focusArea?: Word;
      }
    >
  | Event<'BaselineSet', { kpiId: KpiId; period: AcademicPeriod; value: number; n: number }>
  | Event<'TargetSet', { kpiId: KpiId; value: number; by: Day }>
  | Event<'PlanLocked', { kpiId: KpiId; on: Day }>
  | Event<'BaselineDemanded', { kpiId: KpiId; deploymentId: DeploymentId; dueBy: Day; urn: Urn }>
  | Event<
      'MeasurementLinked',
      {
        kpiId: KpiId;
        measurementId: Id;
        period: AcademicPeriod;
        value: number;
        n: number;
        observedOn: Day;
        source: string;
      }
    >
  | Event<
      'MeasurementCorrected',
      {
        kpiId: KpiId;
        /** The measurement that is put right; its period and day stay. */
        measurementId: Id;
        value: number;
        n: number;
        observedOn: Day;
        reason: string;
      }
    >
  | Event<
      'KpiRebaselined',
      {
        kpiId: KpiId;
        period: AcademicPeriod;
        value: number;
        n: number;
        /** The target that goes with the new baseline, when it moves too. */
        target?: Target;
        reason: string;
      }
    >;

/** Versions of the events of a KPI. */
export const kpiEvents: Catalogue<KpiEvent> = {
  KpiCommitted: 1,
  BaselineSet: 1,
  TargetSet: 1,
  PlanLocked: 1,
  BaselineDemanded: 1,
  MeasurementLinked: { version: 1, occurredOn: (d) => d.observedOn },
  MeasurementCorrected: { version: 1, occurredOn: (d) => d.observedOn },
  KpiRebaselined: 1,
};
