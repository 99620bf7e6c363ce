import { type Decider, inStateOf, Refusal } from '#eventing';
import { ownerOf } from '#network';
import { evidenceFold, type EvidenceState } from './evidence-state.js';
import type { EvidenceCommand, RegisterEvidence } from './evidence.commands.js';
import { evidenceEvents, type EvidenceEvent } from './evidence.events.js';

/** What the rules of evidence must know of other streams. */
export interface EvidenceKnown {
  /** Whether the school or the partnership is there. */
  readonly subjectKnown?: boolean;
  /** The item that is to take the place of this one. */
  readonly successor?: EvidenceState;
}

/** An item of evidence: entered by one person, verified by another. */
export const evidence: Decider<EvidenceCommand, EvidenceEvent, EvidenceState, EvidenceKnown> = {
  ...evidenceFold,
  identity: 'evidence',
  events: evidenceEvents,

  decide(command, state, { id: evidenceId, actor, known }) {
    if (command.type === 'RegisterEvidence')
      return register(command, state, evidenceId, actor.id, known);
    if (state.status === 'none')
      throw new Refusal('evidence-unknown', 'No such item of evidence was registered.');
    switch (command.type) {
      case 'VerifyEvidence':
        if (state.status === 'verified') return [];
        inState(state, 'verified', 'registered');
        if (actor.id === state.author)
          throw new Refusal('verifier-is-author', 'Somebody other than its author verifies it.');
        return [{ type: 'EvidenceVerified', data: { evidenceId, by: actor.id } }];
      case 'RejectEvidence':
        inState(state, 'rejected', 'registered', 'verified');
        return [{ type: 'EvidenceRejected', data: { evidenceId, reason: command.reason } }];
      case 'SupersedeEvidence': {
        const { successor } = known;
        inState(state, 'superseded', 'registered', 'verified');
        if (command.by === evidenceId)
          throw new Refusal('evidence-supersedes-itself', 'Name another item to take its place.');
        if (!successor || (successor.status !== 'registered' && successor.status !== 'verified'))
          throw new Refusal(
            'successor-not-standing',
            'The item to take its place does not stand itself.',
          );
        if (successor.urn !== state.urn || successor.partnershipId !== state.partnershipId)
          throw new Refusal(
            'successor-of-another',
            'The item to take its place is about somebody else.',
          );
        return [{ type: 'EvidenceSuperseded', data: { evidenceId, by: command.by } }];
      }
    }
  },
};

function register(
  command: RegisterEvidence,
  state: EvidenceState,
  evidenceId: string,
  author: string,
  known: EvidenceKnown,
): EvidenceEvent[] {
  if (state.status !== 'none')
    throw new Refusal('evidence-exists', 'This item was registered before.');
  if (!known.subjectKnown)
    throw new Refusal('subject-unknown', 'The school or partnership is not registered.');
  const { subject, kind, title, hash, source, kpiId, deploymentId, story } = command;
  if (kind === 'learnerStory' && !story)
    throw new Refusal('story-missing', 'A learner story is told: send it as `story`.');
  return [
    {
      type: 'EvidenceRegistered',
      data: {
        evidenceId,
        ...ownerOf(subject),
        kind,
        title,
        hash,
        source,
        ...(kpiId ? { kpiId } : {}),
        ...(deploymentId ? { deploymentId } : {}),
        ...(story ? { story } : {}),
        author,
      },
    },
  ];
}

const inState = inStateOf('evidence');
