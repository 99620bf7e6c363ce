import { describe, expect, it } from '@jest/globals';
import { idOf } from '#eventing';
import { recorded } from '#testing';
import { callForEvaluation } from './call-for-evaluation.process.js';
import { demandBaseline } from './demand-baseline.process.js';

const parties = {
  deploymentId: 'd1',
  requestId: 'r1',
  needId: 'n1',
  leaderId: 'provider-1',
  urn: '139402',
  homeUrn: '137260',
  kpiIds: ['k1', 'k2'],
};
const window = { from: '2025-11-03', to: '2026-03-27' };

describe('when support is agreed', () => {
  const agreed = {
    type: 'DeploymentAgreed',
    data: {
      ...parties,
      focusArea: 'maths',
      halfDays: 16,
      dayRatePence: 35_000,
      window,
      mou: 'MOU-1',
    },
  } as const;
  it('a locked baseline is demanded of each KPI before it starts', () => {
    const [event] = recorded([agreed]);
    const command = {
      type: 'DemandBaseline',
      deploymentId: 'd1',
      urn: '139402',
      startsOn: '2025-11-03',
    };
    expect(demandBaseline.on.DeploymentAgreed(event!)).toEqual([
      { category: 'evaluation.kpi', id: 'k1', command },
      { category: 'evaluation.kpi', id: 'k2', command },
    ]);
  });
});

describe('when support is completed', () => {
  const completed = {
    type: 'DeploymentCompleted',
    data: {
      ...parties,
      halfDaysUsed: 16,
      halfDaysUnused: 0,
      costPence: 280_000,
      on: '2026-03-27',
    },
  } as const;
  it('its one evaluation is called for', () => {
    const [event] = recorded([completed]);
    expect(callForEvaluation.on.DeploymentCompleted(event!)).toEqual([
      {
        category: 'evaluation.evaluation',
        id: idOf('evaluation', 'd1'),
        command: {
          type: 'CallForEvaluation',
          deploymentId: 'd1',
          urn: '139402',
          kpiIds: ['k1', 'k2'],
          completedOn: '2026-03-27',
          costPence: 280_000,
        },
      },
    ]);
  });
});
