import type { Catalogue, Fact, Note } from '#eventing';
import type { FocusArea } from '#network';

/** How pressing a need is: 1 (watch) to 4 (critical). */
export type Severity = 1 | 2 | 3 | 4;

/** The facts of one need. */
export type NeedEvent =
  | Fact<
      'NeedIdentified',
      {
        needId: string;
        urn: string;
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
        needId: string;
        urn: string;
        focusArea: FocusArea;
        severity: Severity;
        agreedBy: string;
        agreedOn: string;
      }
    >
  | Fact<'NeedReprioritised', { needId: string; severity: Severity; reason: string }>
  | Fact<'NeedTakenUp', { needId: string; requestId: string }>
  | Fact<'NeedReleased', { needId: string; requestId: string; reason: string }>
  | Fact<'NeedWithdrawn', { needId: string; reason: string }>
  | Fact<'NeedMet', { needId: string; evaluationId: string }>;

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
