import type { Lookup } from '#eventing';
import { standingOf } from '#network';
import { kpiFold } from '../kpi/kpi-state.js';
import { supportFold } from '../lookups/support.lookup.js';
import { evidenceFold, type EvidenceState } from './evidence-state.js';
import type { EvidenceCommand } from './evidence.commands.js';
import type { EvidenceKnown } from './evidence.js';

/** Whether all that an item names is there (a closed school keeps its history), and its successor. */
export const evidenceLookup: Lookup<EvidenceCommand, EvidenceState, EvidenceKnown> = async (
  command,
  _,
  reader,
) => {
  switch (command.type) {
    case 'RegisterEvidence': {
      const { subject, kpiId, deploymentId } = command;
      if (kpiId) await reader.fold(kpiFold, kpiId);
      if (deploymentId) await reader.fold(supportFold, deploymentId);
      return { subjectKnown: (await standingOf(subject, reader)) !== 'unknown' };
    }
    case 'SupersedeEvidence':
      return { successor: await reader.fold(evidenceFold, command.by) };
    default:
      return {};
  }
};
