import { describe, expect, it } from '@jest/globals';
import { NotYours, ownPartnership, ownSchool, partnershipItself, refuseBeyond } from './reach.js';

const caller = {
  actor: { urns: ['900001'] },
  scope: new Set(['partnership:p1', 'urn:900001', 'urn:900002']),
};
const allowed = (
  [grant]: ReturnType<typeof ownSchool>,
  first: object,
  command: object = {},
  by: Parameters<typeof refuseBeyond>[3] = caller,
): boolean => {
  try {
    refuseBeyond(grant!.reach, { type: 'Act', ...command }, first, by);
    return true;
  } catch (error) {
    if (error instanceof NotYours) return false;
    throw error;
  }
};

describe('a command for one’s own school', () => {
  it('is for a school that the token names, not for a neighbour within its scope', () => {
    expect(allowed(ownSchool(['chair']), { urn: '900001' })).toBe(true);
    expect(allowed(ownSchool(['chair']), { urn: '900002' })).toBe(false);
    expect(allowed(ownSchool(['chair']), { partnershipId: 'p1' })).toBe(false);
    const all = { ...caller, scope: 'all' } as const;
    expect(allowed(ownSchool(['chair']), { urn: '900002' }, {}, all)).toBe(false);
  });
  it('may be about one of a partnership’s, which it names itself', () => {
    expect(allowed(ownSchool(['chair']), { partnershipId: 'p9' }, { urn: '900001' })).toBe(true);
  });
  it('never makes another’s subject one’s own by what it names', () => {
    expect(allowed(ownSchool(['chair']), { urn: '900002' }, { urn: '900001' })).toBe(false);
  });
  it('is for the side that the grant says', () => {
    const both = { urn: '900002', homeUrn: '900001' };
    expect(allowed(ownSchool(['chair'], 'homeUrn'), both)).toBe(true);
    expect(allowed(ownSchool(['chair'], 'urn', 'homeUrn'), both)).toBe(true);
    expect(allowed(ownSchool(['chair']), both)).toBe(false);
  });
});

describe('a command for one’s own partnership', () => {
  it('is for it and its members, not for whom one of them helps', () => {
    expect(allowed(ownPartnership('board'), { partnershipId: 'p1' })).toBe(true);
    expect(allowed(ownPartnership('board'), { urn: '900002' })).toBe(true);
    expect(allowed(ownPartnership('board'), { urn: '900009', homeUrn: '900002' })).toBe(false);
    expect(allowed(ownPartnership('board'), { urn: '900009' }, { urn: '900002' })).toBe(false);
  });
  it('is for none of its members where it is for the partnership itself', () => {
    expect(allowed(partnershipItself('board'), { partnershipId: 'p1' })).toBe(true);
    expect(allowed(partnershipItself('board'), { urn: '900002' })).toBe(false);
  });
});
