/** The three partnerships and their schools on the day they were founded. */
export const partnerships = {
  tidewater: {
    name: 'Tidewater Learning Partnership',
    model: 4,
    place: 'Tidewater',
    founders: [
      ...['900001', '900002', '900003', '900004', '900005', '900006', '900007'],
      ...['900008', '900009', '900010', '900025', '900026', '900027', '900033'],
    ],
  },
  northmarsh: {
    name: 'Northmarsh Schools Alliance',
    model: 3,
    place: 'Northmarsh',
    founders: [
      ...['900011', '900012', '900013', '900014', '900015', '900016', '900017'],
      ...['900018', '900019', '900020', '900028', '900029', '900034'],
    ],
  },
  'harbour-road': {
    name: 'Harbour Road Collaborative',
    model: 1,
    place: 'Harbour Road',
    founders: ['900022', '900040'],
  },
} as const;

/** The alias of a partnership in the story. */
export type PartnershipAlias = keyof typeof partnerships;

/** Those that joined Harbour Road after Christmas. Three schools of Wavering belong to no partnership at all. */
export const joiners = [
  ...['900021', '900023', '900024', '900030', '900031', '900035', '900037', '900039'],
] as const;

/** A leader: name, home school, designation, focus area, half days declared for 2024/25. */
export interface Leader {
  readonly alias: string;
  readonly name: string;
  readonly partnership: PartnershipAlias;
  readonly home: string;
  readonly designation: string;
  readonly focusArea: string;
  readonly halfDays: number;
}

const leader = (
  nth: number,
  name: string,
  partnership: PartnershipAlias,
  home: string,
  designation: string,
  focusArea: string,
  halfDays: number,
): Leader => ({
  alias: `leader-${nth}`,
  name,
  partnership,
  home,
  designation,
  focusArea,
  halfDays,
});

/** The twelve leaders. Every name is invented. */
export const leaders: readonly Leader[] = [
  leader(1, 'Rowan Ashdyke', 'tidewater', '900001', 'SLE', 'maths', 30),
  leader(2, 'Imre Vellacourt', 'tidewater', '900002', 'SLE', 'phonics', 24),
  leader(3, 'Nessa Thornquay', 'tidewater', '900003', 'SLE', 'attendance', 30),
  leader(4, 'Oswin Marlbeck', 'tidewater', '900025', 'NLE', 'leadership', 40),
  leader(5, 'Talia Fenbrook', 'tidewater', '900033', 'SLE', 'send', 20),
  leader(6, 'Corin Haleswater', 'northmarsh', '900011', 'SLE', 'writing', 24),
  leader(7, 'Bryony Eskdene', 'northmarsh', '900012', 'SLE', 'behaviour', 24),
  leader(8, 'Lucan Penmarrow', 'northmarsh', '900028', 'LLE', 'leadership', 30),
  leader(9, 'Sabine Wyrelock', 'northmarsh', '900034', 'SLE', 'send', 20),
  leader(10, 'Edda Quillhaven', 'harbour-road', '900021', 'SLE', 'early-years', 16),
  leader(11, 'Jory Stanemoor', 'harbour-road', '900030', 'NLG', 'governance', 12),
  leader(12, 'Maris Oldcombe', 'harbour-road', '900031', 'SLE', 'behaviour', 16),
];
