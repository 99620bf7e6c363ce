import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './evidence.commands.js';
import { evidenceLookup } from './evidence.lookup.js';
import { evidence } from './evidence.js';

/** Evidence as the house runs it. */
export const evidenceItems = aggregate(evidence, { lookup: evidenceLookup });

/** `POST /v1/evidence` and one sub-path for each intent. */
export const EvidenceController = commandsOf(evidenceItems, {
  route: 'evidence',
  create: commands.RegisterEvidence,
  intents: {
    verification: commands.VerifyEvidence,
    rejection: commands.RejectEvidence,
    supersession: commands.SupersedeEvidence,
  },
});
