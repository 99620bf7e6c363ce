import { need, type Wish } from '../line.js';
import { board } from '../personas.js';
import { ref, step, type Step } from '../step.js';
import { raised, request, triaged } from '../support.js';

const base = { partnership: 'northmarsh' } as const;

/** Inclusion at Pebble Court: asked for, triaged, funded, nobody found yet. */
const inclusion: Wish = {
  ...base,
  alias: 'north-inclusion',
  urn: '900016',
  focusArea: 'send',
  halfDays: 8,
  window: { from: '2025-06-09', to: '2025-08-29' },
};

/** Attendance at Otterford: the board declines to pay for it. */
const attendance: Wish = {
  ...base,
  alias: 'north-attendance',
  urn: '900015',
  focusArea: 'attendance',
  halfDays: 20,
  window: { from: '2025-02-24', to: '2025-07-18' },
};

/** What was asked for and is not given: not yet, or not at all. */
export const waiting: readonly Step[] = [
  ...need(inclusion, '2025-05-12', '2025-05-19'),
  ...request(inclusion, '2025-05-21'),

  ...need(attendance, '2025-01-13', '2025-01-20'),
  raised(attendance, '2025-01-27'),
  triaged(attendance, '2025-01-27', 'routine'),
  step(
    '2025-02-05',
    board('northmarsh'),
    ['support-requests', ref('request-north-attendance'), 'decline'],
    { reason: 'Twenty half days are a third of all there are' },
  ),
];
