import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import type { EvidenceEvent } from './evidence.events.js';
import { evidence } from './evidence.js';

const given = decisionsOf(evidence, { id: 'v1', actor: { id: 'reviewer-1' } });
const byAuthor = decisionsOf(evidence, { id: 'v1', actor: { id: 'author-1' } });
const hash = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';
const item = {
  kind: 'workSample',
  title: 'Work scrutiny, year 5',
  hash,
  source: 'School shared drive',
} as const;
const registered: EvidenceEvent = {
  type: 'EvidenceRegistered',
  data: { evidenceId: 'v1', urn: '139402', ...item, author: 'author-1' },
};
const verified: EvidenceEvent = {
  type: 'EvidenceVerified',
  data: { evidenceId: 'v1', by: 'reviewer-1' },
};
const rejected: EvidenceEvent = {
  type: 'EvidenceRejected',
  data: { evidenceId: 'v1', reason: 'Not the agreed sample' },
};
const superseded: EvidenceEvent = {
  type: 'EvidenceSuperseded',
  data: { evidenceId: 'v1', by: 'v2' },
};

describe('an item of evidence', () => {
  const register = { type: 'RegisterEvidence', subject: { urn: '139402' }, ...item } as const;
  it('is entered by its author', () =>
    byAuthor().when(register, { subjectKnown: true }).then(registered));
  it('says what it bears on, and tells its story as a note', () =>
    byAuthor()
      .when(
        {
          ...register,
          subject: { partnershipId: 'p1' },
          kind: 'learnerStory',
          kpiId: 'k1',
          deploymentId: 'd1',
          story: { note: 'n1', hash: 'h' },
        },
        { subjectKnown: true },
      )
      .then({
        type: 'EvidenceRegistered',
        data: {
          evidenceId: 'v1',
          partnershipId: 'p1',
          ...item,
          kind: 'learnerStory',
          kpiId: 'k1',
          deploymentId: 'd1',
          story: { note: 'n1', hash: 'h' },
          author: 'author-1',
        },
      }));
  it('that is a learner story is told', () =>
    byAuthor()
      .when({ ...register, kind: 'learnerStory' }, { subjectKnown: true })
      .refuses('story-missing'));
  it('comes from a school that is known', () =>
    byAuthor().when(register, { subjectKnown: false }).refuses('subject-unknown'));
  it('is entered once', () =>
    byAuthor(registered).when(register, { subjectKnown: true }).refuses('evidence-exists'));
  it('is entered before it is verified', () =>
    given().when({ type: 'VerifyEvidence' }).refuses('evidence-unknown'));
});

describe('verifying', () => {
  const verify = { type: 'VerifyEvidence' } as const;
  it('is done by another', () => given(registered).when(verify).then(verified));
  it('is not done by its author', () =>
    byAuthor(registered).when(verify).refuses('verifier-is-author'));
  it('done again changes nothing', () => given(registered, verified).when(verify).then());
  it('does not revive a rejected item', () =>
    given(registered, rejected).when(verify).refuses('evidence-not-in-state'));
});

describe('rejecting', () => {
  const reject = { type: 'RejectEvidence', reason: 'Not the agreed sample' } as const;
  it('has a reason', () => given(registered).when(reject).then(rejected));
  it('may come after verification', () => given(registered, verified).when(reject).then(rejected));
  it('is done once', () =>
    given(registered, rejected).when(reject).refuses('evidence-not-in-state'));
});

describe('superseding', () => {
  const supersede = { type: 'SupersedeEvidence', by: 'v2' } as const;
  const successor = { status: 'registered', urn: '139402', author: 'author-1' } as const;
  it('names the item that takes its place', () =>
    given(registered, verified).when(supersede, { successor }).then(superseded));
  it('is not done by itself', () =>
    given(registered)
      .when({ type: 'SupersedeEvidence', by: 'v1' }, { successor })
      .refuses('evidence-supersedes-itself'));
  it('needs an item that stands', () =>
    given(registered)
      .when(supersede, { successor: { ...successor, status: 'rejected' } })
      .refuses('successor-not-standing'));
  it('needs an item about the same school', () =>
    given(registered)
      .when(supersede, { successor: { ...successor, urn: '139248' } })
      .refuses('successor-of-another'));
  it('is done once', () =>
    given(registered, superseded).when(supersede, { successor }).refuses('evidence-not-in-state'));
});
