import { describe, expect, it } from '@jest/globals';
import { decisionsOf, tagsOf } from '#testing';
import { projection } from './projection.js';

const given = decisionsOf(projection);
const about = { projection: 'a', key: 'urn:139402' };
const discard = { type: 'DiscardParkedEvent', key: 'urn:139402', eventId: 'f1', reason: 'Twice' };
const discarded = {
  type: 'ParkedEventDiscarded',
  data: { ...about, eventId: 'f1', reason: 'Twice' },
} as const;

describe('what operators do about a read model', () => {
  it('is recorded: what is tried again, and how far', () => {
    given()
      .when({ type: 'RetryParkedEvents', key: 'urn:139402' } as never)
      .then({ type: 'ParkedEventsRetried', data: about });
    given()
      .when({ type: 'RetryParkedEvents', key: 'urn:139402', upTo: '7' } as never)
      .then({ type: 'ParkedEventsRetried', data: { ...about, upTo: '7' } });
  });

  it('is recorded with its reason when an event is left out, once', () => {
    given()
      .when(discard as never)
      .then(discarded);
    given(discarded)
      .when(discard as never)
      .refuses('event-discarded');
  });

  it('is recorded when rows are built anew, or no more', () => {
    given()
      .when({ type: 'RequestRebuild' } as never)
      .then({ type: 'RebuildRequested', data: { projection: 'a', afresh: false } });
    given()
      .when({ type: 'CancelRebuild' } as never)
      .then({ type: 'RebuildCancelled', data: { projection: 'a' } });
  });

  it('is about the read model, whoever asks', () => {
    const asked = { type: 'RebuildRequested', data: { projection: 'a.b', afresh: true } };
    expect(tagsOf(asked)).toEqual(['projection:a.b']);
  });
});
