import type { Catalogue, Day, Fact, Id, Note } from '#eventing';
import type { FocusArea, Urn } from '#network';

/** How pressing a need is: 1 (watch) to 4 (critical). */
export type Severity = 1 | 2 | 3 | 4;

/** The facts of one need. */
export type NeedEvent =
  | Fact<
      'NeedIdentified',
      {
        needId: Id;
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
        needId: Id;
        urn: Urn;
        focusArea: FocusArea;
        severity: Severity;
        agreedBy: string;
        agreedOn: Day;
      }
    >
  | Fact<'NeedReprioritised', { needId: Id; severity: Severity; reason: string }>
  | Fact<
      'NeedTakenUp',
      {
        needId: Id;
        requestId: Id;
        /** The last day by which the request must have followed. */
        until: Day;
      }
    >
  | Fact<'NeedReleased', { needId: Id; requestId: Id; reason: string }>
  | Fact<'NeedWithdrawn', { needId: Id; reason: string }>
  | Fact<'NeedMet', { needId: Id; evaluationId: Id }>;

const need = (d: { needId: string }) => `need:${d.needId}`;

/** Versions and identities of the facts of a need. */
export const needEvents: Catalogue<NeedEvent> = {
  NeedIdentified: {
    version: 1,
    about: (d) => [need(d), `urn:${d.urn}`, d.story && `note:${d.story.note}`],
  },
  NeedValidated: {
    version: 1,
    about: (d) => [need(d), `urn:${d.urn}`],
    occurredOn: (d) => d.agreedOn,
  },
  NeedReprioritised: { version: 1, about: (d) => [need(d)] },
  NeedTakenUp: { version: 1, about: (d) => [need(d), `request:${d.requestId}`] },
  NeedReleased: { version: 1, about: (d) => [need(d), `request:${d.requestId}`] },
  NeedWithdrawn: { version: 1, about: (d) => [need(d)] },
  NeedMet: { version: 1, about: (d) => [need(d), `evaluation:${d.evaluationId}`] },
};
