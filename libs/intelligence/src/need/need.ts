import {
  type Decider,
  heldUntil,
  inStateOf,
  refuseConsentDay,
  Refusal,
  type Word,
} from '#eventing';
import type { NeedCommand, ToNeed } from './need.commands.js';
import { needEvents, type NeedEvent, type Severity } from './need.events.js';

/** identified -> validated <-> takenUp -> met, or withdrawn. */
export type NeedState =
  | { status: 'none' }
  | {
      status: 'identified' | 'validated' | 'takenUp' | 'met' | 'withdrawn';
      urn: string;
      focusArea: Word;
      severity: Severity;
      evidence: number;
      requestId?: string;
    };

/** What the rules of a need must know of other streams. */
export interface NeedKnown {
  /** Whether the school is registered and open. */
  readonly schoolOpen?: boolean;
  /** Whether the request was raised, and neither withdrawn, declined nor closed. */
  readonly requestOpen?: boolean;
  /** Whether the named evaluation is final. */
  readonly evaluationFinal?: boolean;
}

/** An evidenced, validated gap in a focus area (domain: need). Taken up by one request at a time. */
export const need: Decider<NeedCommand, NeedEvent, NeedState, NeedKnown> = {
  category: 'intelligence.need' satisfies keyof ToNeed,
  identity: 'need',
  events: needEvents,
  initial: { status: 'none' },

  decide(command, state, context) {
    const { id: needId, today, known, actor } = context;
    if (command.type === 'IdentifyNeed') {
      if (state.status !== 'none')
        throw new Refusal('need-exists', 'This need was identified before.');
      if (!known.schoolOpen)
        throw new Refusal(
          'school-not-open',
          `School ${command.urn} is not registered, or has closed.`,
        );
      const { urn, focusArea, severity, source, evidenceRefs, story } = command;
      const data = { needId, urn, focusArea, severity, source, evidenceRefs };
      return [{ type: 'NeedIdentified', data: story ? { ...data, story } : data }];
    }
    if (state.status === 'none') throw new Refusal('need-unknown', 'No such need was identified.');
    const { urn, focusArea, severity } = state;
    switch (command.type) {
      case 'ValidateNeed': {
        inState(state, 'validated', 'identified');
        if (state.evidence === 0)
          throw new Refusal(
            'need-without-evidence',
            'A need is validated on evidence: name at least one reference.',
          );
        const { agreedOn } = command;
        refuseConsentDay(agreedOn, context);
        const data = { needId, urn, focusArea, severity, agreedBy: actor.role, agreedOn };
        return [{ type: 'NeedValidated', data }];
      }
      case 'ReprioritiseNeed':
        inState(state, 'reprioritised', 'identified', 'validated', 'takenUp');
        if (command.severity === severity) return [];
        return [
          {
            type: 'NeedReprioritised',
            data: { needId, severity: command.severity, reason: command.reason },
          },
        ];
      case 'TakeUpNeed':
        if (state.status === 'takenUp' && state.requestId === command.requestId) return [];
        if (state.status === 'takenUp')
          throw new Refusal('need-taken-up', 'Another open request has taken this need up.');
        if (state.status === 'identified')
          throw new Refusal(
            'need-not-validated',
            'Support can be requested once the need is validated.',
          );
        inState(state, 'taken up', 'validated');
        return [
          {
            type: 'NeedTakenUp',
            data: {
              needId,
              requestId: command.requestId,
              until: heldUntil(command.until, today),
            },
          },
        ];
      case 'ReleaseNeed': {
        const { requestId, reason } = command;
        if (state.status !== 'takenUp' || state.requestId !== requestId) return [];
        if (known.requestOpen) return [];
        return [{ type: 'NeedReleased', data: { needId, requestId, reason } }];
      }
      case 'WithdrawNeed':
        inState(state, 'withdrawn', 'identified', 'validated');
        return [{ type: 'NeedWithdrawn', data: { needId, reason: command.reason } }];
      case 'MarkNeedMet':
        inState(state, 'met', 'takenUp');
        if (!known.evaluationFinal)
          throw new Refusal('evaluation-not-final', 'A need is met once its evaluation is final.');
        return [{ type: 'NeedMet', data: { needId, evaluationId: command.evaluationId } }];
    }
  },

  evolve(state, { type, data }) {
    if (type === 'NeedIdentified') {
      const { urn, focusArea, severity, evidenceRefs } = data;
      return { status: 'identified', urn, focusArea, severity, evidence: evidenceRefs.length };
    }
    if (state.status === 'none') return state;
    switch (type) {
      case 'NeedValidated':
      case 'NeedReleased':
        return { ...state, status: 'validated' };
      case 'NeedReprioritised':
        return { ...state, severity: data.severity };
      case 'NeedTakenUp':
        return { ...state, status: 'takenUp', requestId: data.requestId };
      case 'NeedWithdrawn':
        return { ...state, status: 'withdrawn' };
      case 'NeedMet':
        return { ...state, status: 'met' };
    }
  },
};

const inState = inStateOf('need');
