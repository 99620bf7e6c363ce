import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  aggregate,
  Aggregates,
  type Asking,
  Audiences,
  CommandHandling,
  newId,
  redacted,
  redactedRow,
  type Scope,
  SetClock,
} from '#eventing';
import {
  asksItsAudience,
  decidesLawfully,
  foldsLawfully,
  MemoryEventStore,
  tagsOf,
} from '../index.js';
import { type FindingCommand, type FindingEvent, findingList, findings } from './finding.js';

const { decider } = findings;
const [urn, findingId, partnershipId] = ['139402', 'f1', 'p1'];
const words = { note: 'n1', hash: 'h' };
const until = '2025-10-20';
const events: readonly FindingEvent[] = [
  { type: 'FindingWritten', data: { findingId, urn, grade: 3, words } },
  { type: 'FindingShared', data: { findingId, partnershipId, until, inPart: true } },
  { type: 'FindingGraded', data: { findingId, grade: 4, personId: 'g1' } },
  { type: 'FindingUnshared', data: { findingId, partnershipId } },
];
const commands: readonly FindingCommand[] = [
  { type: 'WriteFinding', urn, grade: 3, words },
  { type: 'ShareFinding', partnershipId, until, inPart: true },
  { type: 'GradeFinding', grade: 4, by: 'g1' },
  { type: 'AcknowledgeFinding' },
  { type: 'UnshareFinding', partnershipId },
];

it('keeps the laws of the kit', () => {
  decidesLawfully(decider, { history: events, commands });
  foldsLawfully(findingList, ...events);
  asksItsAudience(findingList, findings, ...events);
  const elsewhere = { ...findingList, key: () => 'urn:139402' };
  expect(() => asksItsAudience(elsewhere, findings, ...events)).toThrow('finding');
});

it('says in part what an event says: no narrative, and nothing of what is withheld, at any depth', () => {
  const data = { findingId, grade: 3, words, parts: [{ grade: 1, of: 'x' }, words] };
  expect(redacted(data, ['grade'])).toEqual({ findingId, parts: [{ of: 'x' }] });
  const row = { key: 'finding:f1', grade: 3, told: ['p1'], at: null };
  expect(redactedRow(row, ['grade', 'told'])).toEqual({ ...row, grade: null, told: [] });
});

describe('what callers are shown', () => {
  class Counting extends MemoryEventStore {
    whole: string[] = [];
    firsts: string[] = [];
    override readStreams(streams: readonly string[]) {
      this.whole.push(...streams);
      return super.readStreams(streams);
    }
    override readStream: MemoryEventStore['readStream'] = (stream, options) => {
      if (options?.limit === 1) this.firsts.push(stream);
      return super.readStream(stream, options);
    };
  }
  const asking = (scope: Scope, urns: readonly string[] = []): Asking => ({
    actor: { id: 'a', role: 'broker', urns },
    scope,
  });
  const plain = aggregate({ ...decider, category: 'example.plain', identity: 'plain' });

  async function house(steps: readonly FindingCommand[], category = 'example.finding') {
    const store = new Counting();
    const clock = new SetClock('2025-10-01T11:00:00.000Z');
    const aggregates = new Aggregates([findings, plain]);
    const handling = new CommandHandling(store, clock, aggregates, tagsOf);
    for (const command of steps)
      await handling.handle(aggregates.of(category), findingId, command, {
        ...{ commandId: newId(), correlationId: 'c', causationId: 'c', subject: 'either' },
        ...asking('all', [urn]),
      });
    const audiences = new Audiences(store, aggregates, clock);
    const log = await store.readStream(`${category}-${findingId}`);
    Object.assign(store, { whole: [], firsts: [] });
    return { store, clock, audiences, log };
  }
  const [write, , ...rest] = commands;
  const step = fc.oneof(
    fc.constantFrom(...rest),
    fc.record({
      type: fc.constant('ShareFinding' as const),
      partnershipId: fc.constantFrom('p1', 'p2'),
      until: fc.constantFrom('2025-10-05', '2025-10-20'),
      inPart: fc.boolean(),
    }),
  );

  it('is as much of every event as the last consent gives, whatever came before', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 8 }),
        fc.constantFrom('2025-10-01', '2025-10-05', '2025-10-06', '2025-10-21'),
        async (steps, today) => {
          const { audiences, clock, log } = await house([write!, ...steps]);
          clock.set(`${today}T11:00:00.000Z`);
          const consent = steps.reduce<FindingCommand | undefined>(
            (last, it) =>
              (it.type === 'ShareFinding' || it.type === 'UnshareFinding') &&
              it.partnershipId === 'p1'
                ? it
                : last,
            undefined,
          );
          const live = consent?.type === 'ShareFinding' && consent.until >= today && consent;
          const told = await audiences.events(
            asking(new Set(['partnership:p1', `urn:${urn}`])),
            log,
          );
          expect(told).toHaveLength(live ? log.length : 0);
          const text = JSON.stringify(told);
          const whole = live && !live.inPart;
          expect(/"grade"|"n1"|note:/.test(text)).toBe(whole);
          if (whole) expect(told).toEqual(log);
          expect(await audiences.events(asking('all'), log)).toEqual([]);
          expect(await audiences.events(asking(new Set(), [urn]), log)).toEqual(log);
        },
      ),
      { numRuns: 60 },
    ));

  it('takes one read of a stream, and of one without an audience none but its first event, once', async () => {
    const told = await house(commands);
    await told.audiences.events(asking(new Set(['partnership:p1'])), told.log);
    expect(told.store.whole).toEqual(['example.finding-f1']);

    const { audiences, store, log } = await house(commands, 'example.plain');
    const caller = asking(new Set([`urn:${urn}`]));
    for (let time = 0; time < 3; time++)
      expect(await audiences.events(caller, log.slice(1))).toHaveLength(log.length - 1);
    expect(await audiences.events(asking(new Set(['partnership:p1'])), log)).toEqual([]);
    expect(await audiences.events(asking('all'), log)).toEqual(log);
    expect([store.whole, store.firsts]).toEqual([[], ['example.plain-f1']]);
  });

  it('is nothing of what is not there', async () => {
    const { audiences } = await house([]);
    expect(await audiences.shownOf(asking('all'), 'example.finding-x')).toBe('nothing');
    expect(await audiences.shownOf(asking(new Set()), 'example.plain-x')).toBe('nothing');
  });
});
