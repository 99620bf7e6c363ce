/** The four models of a partnership: how what it does for its schools is paid for and owned. */
export const partnershipModels = {
  1: 'Statutory and traded services',
  2: 'Statutory and traded services, with business services',
  3: 'Collaborative, with traded services',
  4: 'Collaborative',
} as const satisfies Record<PartnershipModel, string>;

/** One of the four models of a partnership, by its number. */
export type PartnershipModel = 1 | 2 | 3 | 4;
