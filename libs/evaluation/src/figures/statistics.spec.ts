import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aims, change, type Figure, targetShare, together } from './statistics.js';

const of = (value: number, n = 30) => ({ value, n });

describe('change', () => {
  it('is positive when a measure that should rise has risen', () => {
    expect(change('up', of(58.1), of(61.3))).toEqual({ value: 3.2, reason: null });
  });
  it('is positive when a measure that should fall has fallen', () => {
    expect(change('down', of(9.4), of(7.1))).toEqual({ value: 2.3, reason: null });
  });
  it('is 0, not -0, when nothing moved', () => {
    expect(Object.is(change('down', of(7), of(7)).value, 0)).toBe(true);
  });
  it('has no value without a baseline, without a measurement, or of nobody', () => {
    expect(change('up', undefined, of(1))).toEqual({ value: null, reason: 'no-baseline' });
    expect(change('up', of(1), undefined)).toEqual({ value: null, reason: 'not-measured' });
    expect(change('up', of(1, 0), of(1))).toEqual({ value: null, reason: 'n-is-zero' });
    expect(change('up', of(1), of(1, 0))).toEqual({ value: null, reason: 'n-is-zero' });
  });
});

describe('target share', () => {
  it('is how much of the way was gone', () => {
    expect(targetShare(of(50), of(55), 60)).toEqual({ value: 0.5, reason: null });
    expect(targetShare(of(10), of(4), 6)).toEqual({ value: 1.5, reason: null });
    expect(targetShare(of(50), of(45), 60)).toEqual({ value: -0.5, reason: null });
  });
  it('has no value when the target asks for nothing, or there is none', () => {
    expect(targetShare(of(50), of(55), 50)).toEqual({ value: null, reason: 'target-equals-base' });
    expect(targetShare(of(50), of(55))).toEqual({ value: null, reason: 'no-target' });
    expect(targetShare(undefined, of(55), 60)).toEqual({ value: null, reason: 'no-baseline' });
    expect(targetShare(of(50), undefined, 60)).toEqual({ value: null, reason: 'not-measured' });
  });
});

const value = fc.integer({ min: -1e15, max: 1e15 }).map((it) => it / 1e6);
const measured = fc.record({ value, n: fc.nat(2000) });
const direction = fc.constantFrom('up' as const, 'down' as const);
const sound = ({ value: it, reason }: Figure) =>
  it === null ? reason.length > 0 : Number.isFinite(it) && !Object.is(it, -0);

describe('whatever is measured', () => {
  it('a figure is a finite number, or null with its reason', () => {
    fc.assert(
      fc.property(direction, measured, measured, value, (d, base, post, target) => {
        expect(sound(change(d, base, post))).toBe(true);
        expect(sound(targetShare(base, post, target))).toBe(true);
      }),
    );
  });
  it('turning the direction turns the sign of the change and nothing else', () => {
    fc.assert(
      fc.property(measured, measured, (base, post) => {
        const up = change('up', base, post);
        const down = change('down', base, post);
        expect(down.reason).toBe(up.reason);
        if (up.value !== null) expect(down.value).toBe(0 - up.value);
      }),
    );
  });
  it('a change is exact to the last place: base and change add up to what was measured', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (a, b) => {
          const moved = change('up', of(a / 1e6), of(b / 1e6)).value ?? NaN;
          expect(Math.round(moved * 1e6)).toBe(b - a);
        },
      ),
    );
  });
  it('reaching the target is a share of exactly 1, standing still of exactly 0', () => {
    fc.assert(
      fc.property(measured, value, (base, target) => {
        fc.pre(base.n > 0 && aims('up', base.value, target) !== 'equal');
        expect(targetShare(base, { value: target, n: 1 }, target).value).toBe(1);
        expect(targetShare(base, base, target).value).toBe(0);
      }),
    );
  });
  it('a target is ahead one way and against the other', () => {
    fc.assert(
      fc.property(value, value, (base, target) => {
        const [up, down] = [aims('up', base, target), aims('down', base, target)];
        expect([up, down].sort()).toEqual(
          up === 'equal' ? ['equal', 'equal'] : ['against', 'ahead'],
        );
      }),
    );
  });
  it('a comparison speaks of the fewer', () => {
    expect(together(of(1, 30), of(2, 27))).toBe(27);
  });
});
