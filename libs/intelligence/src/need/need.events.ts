import type { Catalogue, Day, Event, Note, Word } from '#eventing';
import type { EvaluationId, NeedId, RequestId, Urn } from '#network';

/** How pressing a need is: 1 (watch) to 4 (critical). */
export type Severity = 1 | 2 | 3 | 4;

/** The events of one need. */
export type NeedEvent =
  | Event<
      'NeedIdentified',
      {
        needId: NeedId;
        urn: Urn;
        focusArea: Word;
        severity: Severity;
        source: string;
        evidenceRefs: readonly string[];
        story?: Note;
      }
    >
  | Event<
      'NeedValidated',
      {
        needId: NeedId;
        urn: Urn;
        focusArea: Word;
        severity: Severity;
        /** The role of the one who agreed for the school. */
        agreedBy: string;
        agreedOn: Day;
      }
    >
  | Event<'NeedReprioritised', { needId: NeedId; severity: Severity; reason: string }>
  | Event<
      'NeedTakenUp',
      {
        needId: NeedId;
        requestId: RequestId;
        /** The last day by which the request must have followed. */
        until: Day;
      }
    >
  | Event<'NeedReleased', { needId: NeedId; requestId: RequestId; reason: string }>
  | Event<'NeedWithdrawn', { needId: NeedId; reason: string }>
  | Event<'NeedMet', { needId: NeedId; evaluationId: EvaluationId }>;

/** Versions of the events of a need. */
export const needEvents: Catalogue<NeedEvent> = {
  NeedIdentified: 1,
  NeedValidated: { version: 1, occurredOn: (d) => d.agreedOn },
  NeedReprioritised: 1,
  NeedTakenUp: 1,
  NeedReleased: 1,
  NeedWithdrawn: 1,
  NeedMet: 1,
};
