import { describe, expect, it } from '@jest/globals';
import {
  cancelled,
  made,
  opened,
  planned,
  schoolMonths,
  tagged,
  visitEvents,
  visits,
} from '../../../test/support/visits.js';
import { asOfEqualsFold } from './as-of-equals-fold.js';

const history = [
  planned('a', '139402', '2025-10-06', 'p1'),
  made('a', 2),
  planned('b', '139248'),
  tagged('a', 'phonics'),
  opened('b'),
  cancelled('b', '139248'),
];

describe('that a past row is the fold of the facts about it', () => {
  it('holds for read models that keep the rule', () => {
    asOfEqualsFold(visits, visitEvents, ...history);
    asOfEqualsFold(
      schoolMonths,
      { VisitMade: visitEvents.VisitMade, VisitCancelled: visitEvents.VisitCancelled },
      made('a', 2),
      cancelled('a'),
    );
  });

  it('fails where a row is changed by a fact that is not about it', () => {
    const stray = { ...visitEvents, VisitTagged: { version: 1, about: () => ['tag:x'] } };
    expect(() => asOfEqualsFold(visits, stray, ...history)).toThrow();
  });

  it('fails where nobody who may see a row could find it', () => {
    const hidden = {
      ...visits,
      on: {
        ...visits.on,
        VisitPlanned: (...args: Parameters<typeof visits.on.VisitPlanned>) => ({
          ...visits.on.VisitPlanned(...args)!,
          scope: ['partnership:unnamed'],
        }),
      },
    };
    expect(() => asOfEqualsFold(hidden, visitEvents, ...history)).toThrow('partnership:unnamed');
  });
});
