import type { Fold, Lookup, Reader } from '#eventing';
import type { EvidenceEvent, KpiEvent } from '#evaluation';
import { type PartnershipEvent, schoolStanding } from '#network';
import type { PlanState } from './plan-state.js';
import type { DraftPlan, PlanCommand } from './plan.commands.js';
import type { PlanKnown } from './plan-state.js';

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

const partnershipFounded: Fold<PartnershipEvent, boolean> = {
  category: 'network.partnership',
  initial: false,
  evolve: (founded, { type }) => founded || type === 'PartnershipFounded',
};

/** The subject when a plan is drafted, the KPI of an objective, the evidence of a rating. */
export const planLookup: Lookup<PlanCommand, PlanState, PlanKnown> = async (command, _, reader) => {
  switch (command.type) {
    case 'DraftPlan':
      return { subjectOpen: await isOpen(command.subject, reader) };
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

async function isOpen(
  { urn, partnershipId }: DraftPlan['subject'],
  reader: Reader,
): Promise<boolean> {
  if (urn) return (await reader.peek(schoolStanding, urn)) === 'open';
  return partnershipId ? reader.fold(partnershipFounded, partnershipId) : false;
}
