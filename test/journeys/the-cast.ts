import { sharedData } from '#testing';

/** The schools of the journey: real ones of Essex when the census is at hand, else of the demonstration area. */
export interface Cast {
  /** The census file to import; the demonstration area is loaded when there is none. */
  readonly census?: string;
  /** The school that is helped, the school that lends a leader, and one more member. */
  readonly supported: string;
  readonly home: string;
  readonly third: string;
}

/** The Ramsey Academy is helped by Alec Hunter Academy; Chelmer Valley High School is the third. */
export function theCast(): Cast {
  const census = sharedData('areas/881-essex/spc_school_level_underlying_2022-23.csv');
  return census === undefined
    ? { supported: '900032', home: '900036', third: '900038' }
    : { census, supported: '139248', home: '139402', third: '137260' };
}
