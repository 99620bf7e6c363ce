/** The three partnerships, their schools, and the four schools that belong to none. */
export const partnerships = {
  tidewater: {
    name: 'Tidewater Learning Partnership',
    model: 4,
    place: 'Tidewater',
    members: [
      ...['900001', '900002', '900003', '900004', '900005', '900006', '900007'],
      ...['900008', '900009', '900010', '900025', '900026', '900027', '900033'],
    ],
  },
  northmarsh: {
    name: 'Northmarsh Schools Alliance',
    model: 3,
    place: 'Northmarsh',
    members: [
      ...['900011', '900012', '900013', '900014', '900015', '900016', '900017'],
      ...['900018', '900019', '900020', '900028', '900029', '900034'],
    ],
  },
  'harbour-road': {
    name: 'Harbour Road Collaborative',
    model: 1,
    place: 'Harbour Road',
    members: [
      ...['900021', '900022', '900023', '900024', '900030'],
      ...['900031', '900035', '900037', '900039'],
    ],
  },
} as const;

/** The alias of a partnership in the story. */
export type PartnershipAlias = keyof typeof partnerships;

/** A leader: alias, home school, designation, focus area, half days declared for 2024/25. */
export interface Leader {
  readonly alias: string;
  readonly partnership: PartnershipAlias;
  readonly home: string;
  readonly designation: string;
  readonly focusArea: string;
  readonly halfDays: number;
}

const leader = (
  nth: number,
  partnership: PartnershipAlias,
  home: string,
  designation: string,
  focusArea: string,
  halfDays: number,
): Leader => ({ alias: `leader-${nth}`, partnership, home, designation, focusArea, halfDays });

/** The twelve leaders. */
export const leaders: readonly Leader[] = [
  leader(1, 'tidewater', '900001', 'SLE', 'maths', 30),
  leader(2, 'tidewater', '900002', 'SLE', 'phonics', 24),
  leader(3, 'tidewater', '900003', 'SLE', 'attendance', 30),
  leader(4, 'tidewater', '900025', 'NLE', 'leadership', 40),
  leader(5, 'tidewater', '900033', 'SLE', 'send', 20),
  leader(6, 'northmarsh', '900011', 'SLE', 'writing', 24),
  leader(7, 'northmarsh', '900012', 'SLE', 'behaviour', 24),
  leader(8, 'northmarsh', '900028', 'LLE', 'leadership', 30),
  leader(9, 'northmarsh', '900034', 'SLE', 'send', 20),
  leader(10, 'harbour-road', '900021', 'SLE', 'early-years', 16),
  leader(11, 'harbour-road', '900030', 'NLG', 'governance', 12),
  leader(12, 'harbour-road', '900031', 'SLE', 'behaviour', 16),
];
