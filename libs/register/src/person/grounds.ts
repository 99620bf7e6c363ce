/** Why a person may have what is held on them erased: the grounds of UK GDPR, Article 17(1). */
export const erasureGrounds = {
  noLongerNeeded: '17(1)(a)',
  consentWithdrawn: '17(1)(b)',
  objection: '17(1)(c)',
  unlawful: '17(1)(d)',
  legalDuty: '17(1)(e)',
  childrensService: '17(1)(f)',
} as const;

/** A ground of erasure, as a command names it. */
export type ErasureGround = keyof typeof erasureGrounds;

/** Why erasure may be refused: UK GDPR, Articles 17(3) and 12(5)(b). Which of them applies is a question to a lawyer. */
export const refusalBases = {
  freedomOfExpression: '17(3)(a)',
  legalObligation: '17(3)(b)',
  publicTask: '17(3)(b)',
  publicHealth: '17(3)(c)',
  archivingOrResearch: '17(3)(d)',
  legalClaims: '17(3)(e)',
  manifestlyUnfounded: '12(5)(b)',
} as const;

/** The basis of a refusal, as a command names it. */
export type RefusalBasis = keyof typeof refusalBases;

/** Who asked: the person, somebody who speaks for them, or whoever answers for the data. */
export const requesters = ['subject', 'representative', 'controller'] as const;

/** Who asked for an erasure. */
export type Requester = (typeof requesters)[number];

/** Why the details of a person are put right: a word, since a sentence would name them. */
export const correctionReasons = ['misspelt', 'changed', 'missing', 'mistaken'] as const;
