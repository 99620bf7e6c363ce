import type { Catalogue, Day, Fact, Note } from '#eventing';
import type { EvaluationId, FocusArea, NeedId, RequestId, Urn } from '#network';

/** How pressing a need is: 1 (watch) to 4 (critical). */
export type Severity = 1 | 2 | 3 | 4;

/** The facts of one need. */
export type NeedEvent =
  | Fact<
      'NeedIdentified',
      {
        needId: NeedId;
        urn: Urn;
        focusArea: FocusArea;
        severity: Severity;
        source: string;
        evidenceRefs: readonly string[];
        story?: Note;
      }
    >
  | Fact<
      'NeedValidated',
      {
        needId: NeedId;
        urn: Urn;
        focusArea: FocusArea;
        severity: Severity;
        agreedBy: string;
        agreedOn: Day;
      }
    >
  | Fact<'NeedReprioritised', { needId: NeedId; severity: Severity; reason: string }>
  | Fact<
      'NeedTakenUp',
      {
        needId: NeedId;
        requestId: RequestId;
        /** The last day by which the request must have followed. */
        until: Day;
      }
    >
  | Fact<'NeedReleased', { needId: NeedId; requestId: RequestId; reason: string }>
  | Fact<'NeedWithdrawn', { needId: NeedId; reason: string }>
  | Fact<'NeedMet', { needId: NeedId; evaluationId: EvaluationId }>;

/** Versions of the facts of a need. */
export const needEvents: Catalogue<NeedEvent> = {
  NeedIdentified: 1,
  NeedValidated: { version: 1, occurredOn: (d) => d.agreedOn },
  NeedReprioritised: 1,
  NeedTakenUp: 1,
  NeedReleased: 1,
  NeedWithdrawn: 1,
  NeedMet: 1,
};
