import { partnershipDirectoryReads } from '#network';
import {
  composedReads,
  countShape as count,
  countsShape as counts,
  listOf,
  recordOf,
  rowShape,
  textShape as text,
} from '#read-model';
import { boardColumns } from './board-figure.js';
import { boardOf } from './board.js';
import { ImpactFigure } from './impact-board.entity.js';
import { impactBoardReads } from './impact-board.reads.js';

const figure = rowShape(ImpactFigure, boardColumns, {
  suppression: 'The rule; what it withholds reads `c`',
  provenance:
    'The address of the events behind the figure; null where you read it on this board only',
});

const shape = {
  partnershipId: text,
  urns: listOf(text, 'Its member schools at that position'),
  levels: listOf(
    recordOf({
      level: text,
      indicators: listOf(
        recordOf({ indicator: text, unit: text, direction: text, figures: listOf(figure) }),
      ),
    }),
  ),
  totals: recordOf({
    kpis: count,
    byState: counts,
    byStrength: counts,
    costPence: { ...count, description: 'Of distinct completed deployments' },
    terminatedPence: { ...count, description: 'Of distinct terminated deployments' },
    deployments: count,
  }),
  formula: { ...text, example: 'progress-1' },
  suppression: { ...text, example: 'local-2' },
  release: {
    ...text,
    example: 'none',
    description:
      'The release that the figures belong to: none, they are served as they are entered',
  },
};

/** `GET /v1/boards/{id}/impact`: the KPIs of a partnership and of those who are its members. */
export const boardReads = composedReads({
  name: 'ImpactBoard',
  says: 'What changed at the schools of a partnership, how sure we are, and what it cost.',
  path: 'boards/:id/impact',
  roles: impactBoardReads.roles,
  subject: partnershipDirectoryReads,
  openTo: 'members',
  covers: ({ key, members }) => [key, ...members.map(({ urn }) => `urn:${urn}`)],
  parts: { kpis: impactBoardReads },
  most: 10_000,
  shape,
  compose: ({ subject: { partnershipId }, covered, parts: { kpis }, provenanceOf }) =>
    boardOf(
      partnershipId,
      covered.filter((it) => it.startsWith('urn:')).map((it) => it.slice('urn:'.length)),
      kpis,
      (kpiId) => provenanceOf('kpis', `kpi:${kpiId}`),
    ),
});
