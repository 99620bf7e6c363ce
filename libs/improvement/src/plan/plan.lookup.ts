import type { Fold, Lookup } from '#eventing';
import type { EvidenceEvent, KpiEvent } from '#evaluation';
import { standingOf } from '#network';
import type { PlanKnown, PlanState } from './plan-state.js';
import type { PlanCommand } from './plan.commands.js';

const kpiSubject: Fold<KpiEvent, { urn?: string | undefined } | undefined> = {
  category: 'evaluation.kpi',
  initial: undefined,
  evolve: (subject, { type, data }) => (type === 'KpiCommitted' ? { urn: data.urn } : subject),
};

const evidenceStanding: Fold<EvidenceEvent, boolean> = {
  category: 'evaluation.evidence',
  initial: false,
  evolve: (_, { type }) => type === 'EvidenceRegistered' || type === 'EvidenceVerified',
};

/** The subject when a plan is drafted, the KPI of an objective, the evidence of a rating. */
export const planLookup: Lookup<PlanCommand, PlanState, PlanKnown> = async (command, _, reader) => {
  switch (command.type) {
    case 'DraftPlan':
      return { subjectOpen: (await standingOf(command.subject, reader)) === 'open' };
    case 'AddObjective':
      return { kpi: await reader.fold(kpiSubject, command.kpiId) };
    case 'RecordProgress':
    case 'CorrectProgress': {
      const items = await Promise.all(
        command.evidenceIds.map((id) => reader.fold(evidenceStanding, id)),
      );
      return { evidenceStands: items.every(Boolean) };
    }
    default:
      return {};
  }
};
