import { expect } from '@jest/globals';
import type { Partnership, School } from '../telling/area.js';
import {
  evidence,
  figureOf,
  lockedEvaluation,
  measured,
  rated,
  wholeSupport,
} from '../telling/line.js';
import { story } from '../telling/story.js';

export default story(
  [56],
  'No judgement stands before somebody who took no part has looked at it',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let supported: School;
    let deployment = '';
    let kpi = '';
    let item = '';
    let evaluation = '';
    const figure = async () =>
      figureOf(await partnership.board.reads(`boards/${partnership.id}/impact`), kpi);

    given('support that is over, a result, and an item of evidence', async () => {
      partnership = await area.partnership();
      ({ supported, deployment, kpi } = await wholeSupport(partnership));
      await measured(partnership, kpi);
      item = await evidence(partnership, supported, kpi);
      evaluation = await lockedEvaluation(partnership, deployment, kpi);
    });
    then('nobody verifies evidence of the own making, and none counts unverified', async () => {
      const { evaluator } = partnership;
      const own = await evaluator.tries(`evidence/${item}/verification`);
      expect(own).toMatchObject({ status: 409, code: 'verifier-is-author' });
      const body = { evidenceId: item };
      const unverified = await evaluator.tries(`evaluations/${evaluation}/evidence`, body);
      expect(unverified).toMatchObject({ status: 409, code: 'evidence-not-verified' });
    });
    when('a reviewer verifies it, and the evaluator claims and rates', async () => {
      await partnership.reviewer.does(`evidence/${item}/verification`);
      await partnership.evaluator.does(`evaluations/${evaluation}/evidence`, { evidenceId: item });
      await rated(partnership, evaluation, kpi);
    });
    then('the evaluator can neither moderate the own judgement nor do without', async () => {
      const at = `evaluations/${evaluation}`;
      const { evaluator } = partnership;
      const own = await evaluator.tries(`${at}/moderation`, { agreed: true, comment: 'Right.' });
      expect(own).toMatchObject({ status: 409, code: 'moderator-is-evaluator' });
      const early = await evaluator.tries(`${at}/finalisation`);
      expect(early).toMatchObject({ status: 409, code: 'evaluation-not-moderated' });
      expect(await figure()).toMatchObject({ state: 'evaluating', strength: null, claim: null });
    });
    when('a reviewer sends it back, it is judged again, and the reviewer agrees', async () => {
      const at = `evaluations/${evaluation}`;
      const { reviewer, evaluator } = partnership;
      await reviewer.does(`${at}/moderation`, {
        agreed: false,
        comment: 'Say more of the cohort.',
      });
      await rated(partnership, evaluation, kpi);
      await reviewer.does(`${at}/moderation`, { agreed: true, comment: 'Modest and right.' });
      await evaluator.does(`${at}/finalisation`);
    });
    then('the board reads the moderated judgement, and how sure it may be', async () => {
      expect(await figure()).toMatchObject({ state: 'evidenced', strength: 2, claim: 'plausible' });
      expect((await figure()).confidence).not.toBeNull();
    });
  },
);
