import { expect, it } from '@jest/globals';
import { commandsOf, recorded } from '#testing';
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
  const [event] = recorded([{ type: 'RequestWithdrawn', data }]);
  expect(releaseNeed.on.RequestWithdrawn(event as never)).toEqual(release);
});

it('releases the need of a request that is declined', () => {
  const [event] = recorded([{ type: 'RequestDeclined', data }]);
  expect(releaseNeed.on.RequestDeclined(event as never)).toEqual(release);
});

it('releases a need on the day after the last by which its request should have followed', () =>
  commandsOf(releaseNeed)({
    type: 'NeedTakenUp',
    data: { needId: 'n1', requestId: 'r1', until: '2025-10-29' },
  }).then({
    category: 'intelligence.need',
    id: 'n1',
    command: { type: 'ReleaseNeed', requestId: 'r1', reason: 'No request followed in time' },
    notBefore: '2025-10-30',
  }));
