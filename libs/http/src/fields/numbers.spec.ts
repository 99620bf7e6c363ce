import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberFault } from '#eventing';
import { filtersOf, ReadRow, RealColumn } from '#read-model';
import { bodyOf } from '../commands/body.js';
import { Problem } from '../problem/problem.js';
import { CountField, PenceField, ValueField } from './numbers.js';

class Body {
  @CountField('How pressing', 1, 4)
  severity!: number;

  @PenceField('What it cost')
  cost!: number;

  @ValueField('What was measured')
  value!: number;
}
const good = { severity: 1, cost: 0, value: 0 };
const rules = {
  severity: { min: 1, max: 4, places: 0 },
  cost: { min: 0, max: 1_000_000_000, places: 0 },
  value: { min: -1e9, max: 1e9, places: 6 },
};

class Measured extends ReadRow {
  @RealColumn('What was measured', { filter: true })
  value!: number;
}

const numbers = fc.oneof(
  fc.double(),
  fc.integer().map((it) => it / 1e7),
  fc.integer({ min: -4, max: 5 }),
  fc.integer({ min: -12, max: 12 }).map((it) => Number(`1.5e${it}`)),
);

const faultsOf = (body: object): string[] => {
  try {
    bodyOf(Body, body);
    return [];
  } catch (error) {
    if (error instanceof Problem && error.status === 400)
      return (error.extra.errors ?? []).map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
};

describe('a field for numbers', () => {
  it('takes those of its rule and refuses every other value, once, by its name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('severity', 'cost', 'value'),
        fc.oneof(numbers, fc.jsonValue()),
        (field, value) => {
          const fault = numberFault(value, rules[field]);
          expect(faultsOf({ ...good, [field]: value })).toEqual(
            fault === undefined ? [] : [`${field}: ${field} ${fault}`],
          );
        },
      ),
    );
  });

  it('counts the places of a number that JSON writes with an exponent', () => {
    expect(faultsOf({ ...good, value: 1e-6 })).toEqual([]);
    for (const value of [1e-7, 1.5e-7, -2.5e-10, 5e-324])
      expect(faultsOf({ ...good, value })).toEqual([
        'value: value must be a number from -1000000000 to 1000000000 with at most 6 decimal places',
      ]);
  });

  it('judges as a filter does', () => {
    fc.assert(
      fc.property(numbers, (value) => {
        const filter = () => filtersOf(Measured, { value: String(value) });
        if (faultsOf({ ...good, value }).length === 0)
          expect(filter()).toMatchObject([{ among: [value + 0] }]); // -0 is told as 0
        else expect(filter).toThrow('value: must be a number from');
      }),
    );
  });
});
