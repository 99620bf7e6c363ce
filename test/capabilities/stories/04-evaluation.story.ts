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
  [4],
  'The board sees what changed, how sure we are of it, and what it cost',
  ({ given, when, then, area }) => {
    let partnership: Partnership;
    let supported: School;
    let deployment = '';
    let kpi = '';
    let before = '';
    let provenance = '';
    const board = () => `boards/${partnership.id}/impact`;

    given('support that one school had from another, with a measure fixed before it', async () => {
      partnership = await area.partnership();
      ({ supported, deployment, kpi } = await wholeSupport(partnership));
    });
    then('the board sees the target and the cost, and no change yet', async () => {
      const read = await partnership.board.reads(board());
      before = read.position;
      expect(figureOf(read, kpi)).toMatchObject({
        state: 'locked',
        change: null,
        costPence: 140_000,
      });
    });
    when('the result is measured, and evidence of it verified by somebody else', async () => {
      await measured(partnership, kpi);
      const item = await evidence(partnership, supported, kpi);
      await partnership.reviewer.does(`evidence/${item}/verification`);
      const evaluation = await lockedEvaluation(partnership, deployment, kpi);
      const at = `evaluations/${evaluation}`;
      await partnership.evaluator.does(`${at}/evidence`, { evidenceId: item });
      await rated(partnership, evaluation, kpi);
      await partnership.reviewer.does(`${at}/moderation`, { agreed: true, comment: 'Modest.' });
      await partnership.evaluator.does(`${at}/finalisation`);
    });
    then('the board reads the change, how strong the evidence is, and what it cost', async () => {
      const figure = figureOf(await partnership.board.reads(board()), kpi);
      provenance = figure.provenance;
      expect(figure).toMatchObject({
        ...{ urn: supported.urn, state: 'evidenced', change: 5, targetShare: 0.625 },
        ...{ strength: 2, claim: 'plausible', costPence: 140_000 },
      });
    });
    then('the board opens the figure down to the events behind it', async () => {
      const { events } = await partnership.board.reads(provenance.replace('/v1/', ''));
      expect(events.map((it: { type: string }) => it.type)).toEqual(
        expect.arrayContaining([
          'BaselineSet',
          'PlanLocked',
          'MeasurementLinked',
          'ImpactEvidenced',
        ]),
      );
    });
    then('the board can still read the figure as it was known before', async () => {
      const then = await partnership.board.reads(`${board()}?as-of=${before}`);
      expect(figureOf(then, kpi)).toMatchObject({ state: 'locked', change: null, strength: null });
    });
  },
);
