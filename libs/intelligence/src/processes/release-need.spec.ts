import { expect, it } from '@jest/globals';
import { recorded } from '#testing';
import { releaseNeed } from './release-need.process.js';

const data = { requestId: 'r1', needId: 'n1', reason: 'No funding this year' };
const release = [
  {
    category: 'intelligence.need',
    id: 'n1',
    command: { type: 'ReleaseNeed', requestId: 'r1', reason: 'No funding this year' },
  },
];

it('releases the need of a request that is withdrawn', () => {
  const [fact] = recorded([{ type: 'RequestWithdrawn', data }]);
  expect(releaseNeed.on.RequestWithdrawn(fact as never)).toEqual(release);
});

it('releases the need of a request that is declined', () => {
  const [fact] = recorded([{ type: 'RequestDeclined', data }]);
  expect(releaseNeed.on.RequestDeclined(fact as never)).toEqual(release);
});
