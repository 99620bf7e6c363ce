import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './evidence.commands.js';
import { evidenceLookup } from './evidence.lookup.js';
import { evidence } from './evidence.js';

/** `POST /v1/evidence` and one sub-path for each intent. */
export const evidenceItems = commandsOf(aggregate(evidence, { lookup: evidenceLookup }), {
  route: 'evidence',
  create: commands.RegisterEvidence,
  intents: {
    verification: commands.VerifyEvidence,
    rejection: commands.RejectEvidence,
    supersession: commands.SupersedeEvidence,
  },
  roles: {
    RegisterEvidence: ['broker', 'reviewer', 'evaluator', ...ownSchool(['headteacher', 'chair'])],
    VerifyEvidence: ['analyst', 'reviewer', 'evaluator'],
    RejectEvidence: ['analyst', 'reviewer', 'evaluator'],
    SupersedeEvidence: ['broker', 'evaluator', ...ownSchool(['headteacher'])],
  },
});
