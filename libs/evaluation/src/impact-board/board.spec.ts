import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '#testing';
import { boardOf } from './board.js';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

const committed = (kpiId: string, whose: object, level: string, indicator: string, unit = '%') =>
  ({
    type: 'KpiCommitted',
    data: { kpiId, ...whose, level, indicator, unit, direction: 'up' },
  }) as never;
const ended = (type: string, deploymentId: string, costPence: number, kpiIds: string[]) =>
  ({ type, data: { deploymentId, costPence, kpiIds } }) as never;
const agreed = (deploymentId: string, kpiIds: string[]) =>
  ({ type: 'DeploymentAgreed', data: { deploymentId, kpiIds } }) as never;
const evidenced = (kpiId: string, strength: number) =>
  ({
    type: 'ImpactEvidenced',
    data: {
      evaluationId: `e-${kpiId}`,
      deploymentId: 'd1',
      kpis: [{ kpiId, change: 1, n: 30 }],
      strength,
    },
  }) as never;

const rows = Object.values(
  rowsOf(
    impactBoard,
    committed('k1', { urn: '139402' }, 'pupils', 'Maths'),
    committed('k2', { urn: '137260' }, 'pupils', 'Maths'),
    committed('k3', { urn: '139402' }, 'pupils', 'Attendance'),
    committed('k4', { urn: '139402' }, 'pupils', 'Maths', 'points'),
    committed('k5', { partnershipId: 'p1' }, 'partnership', 'Trust'),
    committed('k6', { urn: '139402' }, 'people', 'Use of practice'),
    agreed('d1', ['k1', 'k3']),
    agreed('d2', ['k1']),
    agreed('d3', ['k2']),
    ended('DeploymentCompleted', 'd1', 280_000, ['k1', 'k3']),
    ended('DeploymentTerminated', 'd2', 35_000, ['k1']),
    evidenced('k1', 2),
    evidenced('k2', 3),
  ),
).map((it) => shownTo([], it));
const board = boardOf('p1', ['139402', '137260'], rows, (id) => `/v1/kpis/${id}/provenance`);

describe('the impact board', () => {
  it('goes by level, then indicator, then school', () => {
    const seen = board.levels.map(({ level, indicators }) => ({
      level,
      indicators: indicators.map((it) => [
        it.indicator,
        it.unit,
        ...it.figures.map((figure) => figure.kpiId),
      ]),
    }));
    expect(seen).toEqual([
      {
        level: 'pupils',
        indicators: [
          ['Attendance', '%', 'k3'],
          ['Maths', '%', 'k2', 'k1'],
          ['Maths', 'points', 'k4'],
        ],
      },
      { level: 'people', indicators: [['Use of practice', '%', 'k6']] },
      { level: 'partnership', indicators: [['Trust', '%', 'k5']] },
    ]);
  });
  it('counts figures by state and strength, and each deployment once', () => {
    expect(board.totals).toEqual({
      kpis: 6,
      byState: { committed: 4, evidenced: 2 },
      byStrength: { '2': 1, '3': 1, none: 4 },
      costPence: 280_000,
      terminatedPence: 35_000,
      deployments: 3,
    });
  });
  it('never sums effects', () => {
    expect(Object.keys(board.totals).some((it) => /change|share|effect/i.test(it))).toBe(false);
  });
  it('opens each figure to its events, and cites its formula and its rule', () => {
    const figures = board.levels.flatMap((it) => it.indicators.flatMap((group) => group.figures));
    expect(figures.map((it) => it.provenance)).toContain('/v1/kpis/k1/provenance');
    expect(board).toMatchObject({
      partnershipId: 'p1',
      urns: ['137260', '139402'],
      formula: 'progress-1',
      suppression: 'local-2',
      release: 'none',
    });
  });
  it('shows what stands; the history and the parts of a figure are one address away', () => {
    const figure = board.levels[0]?.indicators[1]?.figures[1];
    expect(figure).toMatchObject({ kpiId: 'k1', state: 'evidenced', deploymentIds: ['d1', 'd2'] });
    for (const it of ['baselines', 'measurements', 'evaluations', 'costs', 'scope', 'indicator'])
      expect(figure).not.toHaveProperty(it);
  });
  it('counts states in the order of a KPI’s life', () => {
    const later = Object.values(
      rowsOf(
        impactBoard,
        committed('k1', { urn: '139402' }, 'pupils', 'Maths'),
        evidenced('k1', 2),
      ),
    ).map((it) => shownTo([], it));
    const { byState } = boardOf('p1', [], [...later, ...rows], String).totals;
    expect(Object.keys(byState)).toEqual(['committed', 'evidenced']);
  });
  it('of nobody is empty', () => {
    expect(boardOf('p1', [], [], String)).toMatchObject({
      levels: [],
      totals: { kpis: 0, byState: {}, byStrength: {}, costPence: 0, deployments: 0 },
    });
  });
});
