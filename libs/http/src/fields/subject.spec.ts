import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import 'reflect-metadata';
import { AcademicYearField } from './academic-year.js';
import { DigestField } from './digest.js';
import { Subject, SubjectField } from './subject.js';

class Body {
  @SubjectField('Whom it is about')
  subject!: Subject;

  @AcademicYearField('The year')
  year!: string;

  @DigestField('The file')
  hash!: string;
}

const good = { subject: { urn: '139402' }, year: '202526', hash: 'a'.repeat(64) };
const named = (errors: readonly ValidationError[], path = ''): string[] =>
  errors.flatMap((it) => [
    ...(it.constraints ? [path + it.property] : []),
    ...named(it.children ?? [], `${path}${it.property}.`),
  ]);
const faults = (change: object) =>
  named(validateSync(plainToInstance(Body, { ...good, ...change })));

describe('a subject', () => {
  it('is a school, or a partnership', () => {
    expect(faults({})).toEqual([]);
    const partnershipId = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
    expect(faults({ subject: { partnershipId } })).toEqual([]);
    expect(faults({ subject: { partnershipId, urn: null } })).toEqual([]);
  });
  it('is one of them, not both, not neither', () => {
    const partnershipId = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
    expect(faults({ subject: { urn: '139402', partnershipId } })).toEqual(['subject']);
    expect(faults({ subject: {} })).toEqual(['subject']);
    expect(faults({ subject: undefined })).toEqual(['subject']);
    expect(faults({ subject: 'all of them' })).toContain('subject');
  });
  it('names the part that is wrong', () => {
    expect(faults({ subject: { urn: '39402' } })).toEqual(['subject.urn']);
  });
});

describe('an academic year', () => {
  it('has halves that follow each other', () => {
    expect(faults({ year: '199900' })).toEqual([]);
    for (const year of ['202527', '2025/26', '2526', 202526, undefined])
      expect(faults({ year })).toEqual(['year']);
  });
});

describe('a digest', () => {
  it('is 64 hexadecimal digits', () => {
    for (const hash of ['', 'a'.repeat(63), 'A'.repeat(64), undefined])
      expect(faults({ hash })).toEqual(['hash']);
  });
});
