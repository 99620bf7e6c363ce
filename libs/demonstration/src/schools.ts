import type { Phase } from '#network';

/** A school of the demonstration area. Every name is invented; no real URN begins with 9. */
export interface DemoSchool {
  readonly urn: string;
  readonly name: string;
  readonly phase: Phase;
  readonly type: string;
  /** Pupils on roll. */
  readonly roll: number;
  /** Per cent of pupils eligible for free school meals. */
  readonly fsm: number;
  readonly trust?: string;
}

const row = (
  urn: string,
  name: string,
  phase: Phase,
  type: string,
  roll: number,
  fsm: number,
  trust?: string,
): DemoSchool => ({ urn, name, phase, type, roll, fsm, ...(trust === undefined ? {} : { trust }) });

/** The forty schools of Wavering, an area that does not exist. */
export const demoSchools: readonly DemoSchool[] = [
  row('900001', 'Alderbrook Primary School', 'Primary', 'Academy converter', 180, 6.0, '9001'),
  row('900002', 'Barley Lane Primary School', 'Primary', 'Community school', 217, 11.3),
  row('900003', 'Causeway Primary School', 'Primary', 'Community school', 254, 16.6),
  row('900004', 'Dunlin Road Primary School', 'Primary', 'Academy converter', 291, 21.9, '9002'),
  row('900005', 'Eastmere Primary School', 'Primary', 'Community school', 328, 27.2),
  row('900006', 'Fernhollow Primary School', 'Primary', 'Community school', 365, 32.5),
  row('900007', 'Gullwing Primary School', 'Primary', 'Academy converter', 402, 37.8, '9003'),
  row('900008', 'Hollins Green Primary School', 'Primary', 'Community school', 439, 43.1),
  row('900009', 'Islet View Primary School', 'Primary', 'Community school', 216, 10.4),
  row('900010', 'Juniper Bank Primary School', 'Primary', 'Academy converter', 253, 15.7, '9001'),
  row('900011', 'Kestrel Down Primary School', 'Primary', 'Community school', 290, 21.0),
  row('900012', 'Lantern Street Primary School', 'Primary', 'Community school', 327, 26.3),
  row('900013', 'Marram Primary School', 'Primary', 'Academy converter', 364, 31.6, '9002'),
  row('900014', 'Northsands Primary School', 'Primary', 'Community school', 401, 36.9),
  row('900015', 'Otterford Primary School', 'Primary', 'Community school', 438, 42.2),
  row('900016', 'Pebble Court Primary School', 'Primary', 'Academy converter', 215, 9.5, '9003'),
  row('900017', 'Quayside Primary School', 'Primary', 'Community school', 252, 14.8),
  row('900018', 'Reedling Primary School', 'Primary', 'Community school', 289, 20.1),
  row('900019', 'Saltpan Primary School', 'Primary', 'Academy converter', 326, 25.4, '9001'),
  row('900020', 'Tern Island Primary School', 'Primary', 'Community school', 363, 30.7),
  row('900021', 'Upper Staithe Primary School', 'Primary', 'Community school', 400, 36.0),
  row('900022', 'Vetch Field Primary School', 'Primary', 'Academy converter', 437, 41.3, '9002'),
  row('900023', 'Withy Beds Primary School', 'Primary', 'Community school', 214, 8.6),
  row('900024', 'Yarrow Hill Primary School', 'Primary', 'Community school', 251, 13.9),
  row('900025', 'Anchorage Academy', 'Secondary', 'Academy sponsor led', 720, 9.0, '9001'),
  row('900026', 'Breakwater School', 'Secondary', 'Community school', 851, 13.7),
  row('900027', 'Cinder Hill Academy', 'Secondary', 'Academy sponsor led', 982, 18.4, '9003'),
  row('900028', 'Deepwater School', 'Secondary', 'Community school', 1113, 23.1),
  row('900029', 'Estuary Academy', 'Secondary', 'Academy sponsor led', 1244, 27.8, '9002'),
  row('900030', 'Foreland School', 'Secondary', 'Community school', 735, 32.5),
  row('900031', 'Groyne Road Academy', 'Secondary', 'Academy sponsor led', 866, 37.2, '9001'),
  row('900032', 'Highwater School', 'Secondary', 'Community school', 997, 11.9),
  row('900033', 'Lodestar School', 'Special', 'Community special school', 64, 38.0),
  row('900034', 'Moorings School', 'Special', 'Community special school', 86, 41.5),
  row('900035', 'Windlass School', 'Special', 'Community special school', 108, 45.0),
  row('900036', 'Driftwood Nursery School', 'Nursery', 'Local authority nursery school', 58, 24.4),
  row('900037', 'Ferryman All-through School', 'All-through', 'Community school', 1080, 27.5),
  row('900038', 'Holdfast Centre', 'Alternative provision', 'Pupil referral unit', 41, 30.6),
  row(
    '900039',
    'Sluice Gate Middle School',
    'Middle deemed secondary',
    'Community school',
    412,
    12.0,
  ),
  row('900040', 'Old Harbour Primary School', 'Primary', 'Community school', 96, 15.1),
];
