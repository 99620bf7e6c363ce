/** The columns of a made-up school census file, in the order in which they are published. */
const columns = {
  time_period: '202223',
  time_identifier: 'Academic year',
  geographic_level: 'School',
  urn: '900001',
  old_la_code: '881',
  la_name: 'Essex',
  school_name: 'Alderbrook Primary School',
  laestab: '8819001',
  phase_type_grouping: 'State-funded primary',
  trust: '',
  opendate: '01/09/2012',
  typeofestablishment_name: 'Community school',
  middle_school: '',
  all_through_school: '',
  ward_code: 'E05004111',
  ward_name: 'St Andrews',
  school_postcode: 'CM1 2DX',
  'headcount of pupils': '210',
  '% of pupils known to be eligible for free school meals': '12.5',
  '% of pupils whose first language is known or believed to be other than English': '4.1',
};

/** The name of one of them. */
export type SampleColumn = keyof typeof columns;

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;

/** The header of the sample. */
export const sampleHeader = Object.keys(columns).map(quoted).join(',');

/** One row of the sample: a primary school of invented name, with other cells where they are given. */
export const sampleRow = (cells: Partial<Record<SampleColumn, string>> = {}): string =>
  Object.values({ ...columns, ...cells })
    .map(quoted)
    .join(',');

/** A file as it is published: rows that end with CR and LF. */
export const sampleFile = (...rows: readonly string[]): string =>
  [sampleHeader, ...rows, ''].join('\r\n');
