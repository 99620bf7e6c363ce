import { describe, expect, it } from '@jest/globals';
import {
  cancelled,
  made,
  opened,
  planned,
  schoolMonths,
  tagged,
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

describe('that a past row is the fold of the events tagged with it', () => {
  it('holds for read models that keep the rule', () => {
    asOfEqualsFold(visits, ...history);
    asOfEqualsFold(schoolMonths, made('a', 2), cancelled('a'));
  });

  it('fails where a row is changed by an event without its tag', () => {
    const stray = { ...tagged('a', 'maths'), tags: ['tag:x'] };
    expect(() => asOfEqualsFold(visits, ...history, stray)).toThrow();
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
    expect(() => asOfEqualsFold(hidden, ...history)).toThrow('partnership:unnamed');
  });
});
