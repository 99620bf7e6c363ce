import { canonical, type Recorded } from '#eventing';
import { type CloudEvent, cloudEventOf } from '../cloud-event.js';

/** An event as a line of an export: a CloudEvent that bears its place in the chain instead of a position. */
export interface ExportedEvent extends Omit<CloudEvent, 'position'> {
  readonly chainhash: string;
}

/**
 * What a line says of an event whatever log holds it: everything but the source and the position, which differ
 * between a log and its copy. This is what the chain is made over.
 */
export function substanceOf(event: Recorded): string {
  const { source: _, position: __, ...substance } = cloudEventOf(event, '');
  return canonical(substance).slice('{'.length);
}

/** What stands before the substance. Neither value has a comma in it, so the substance begins after the second. */
export const openingOf = (chainhash: string, source: string): string =>
  `{"chainhash":"${chainhash}","source":"${source}",`;
