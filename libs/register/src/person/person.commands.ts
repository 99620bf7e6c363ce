import { command, type CommandsOf, type Note } from '#eventing';
import { IdsField, NarrativeField, TitleField, UrnField, WordField } from '#http';
import type { Receipt } from './person.events.js';
import {
  correctionReasons,
  type ErasureGround,
  erasureGrounds,
  type RefusalBasis,
  refusalBases,
  type Requester,
  requesters,
} from './grounds.js';

const words = <W extends string>(of: Readonly<Record<W, string>>) => Object.keys(of) as W[];

/** Body of `POST /v1/people`. */
export class RegisterPerson extends command(
  'RegisterPerson',
  'Somebody who acts for a school enters the erasable register.',
)<RegisterPerson> {
  @UrnField('The school they work for')
  urn!: string;

  @TitleField('Their name', 'Leader Seven')
  name!: string;

  @TitleField('Their e-mail address', 'leader-7@example.org', { optional: true })
  email?: string;

  @TitleField('Their telephone number', '01632 960007', { optional: true })
  phone?: string;
}

/** Body of `POST /v1/people/{id}/corrections`. */
export class CorrectPerson extends command(
  'CorrectPerson',
  'The details of a person are put right.',
)<CorrectPerson> {
  @TitleField('Their name', 'Leader Seven', { optional: true })
  name?: string;

  @TitleField('Their e-mail address', 'leader-7@example.org', { optional: true })
  email?: string;

  @TitleField('Their telephone number', '01632 960007', { optional: true })
  phone?: string;

  @WordField('Why: a word, since it stays in the log', correctionReasons)
  reason!: string;
}

/** Body of `POST /v1/people/{id}/erasures`. */
export class RequestErasure extends command(
  'RequestErasure',
  'What the register holds on a person is erased; asking again finishes what was cut short.',
)<RequestErasure> {
  @WordField('The ground, UK GDPR Article 17(1)', words(erasureGrounds))
  basis!: ErasureGround;

  @WordField('Who asks', requesters)
  requestedBy!: Requester;

  @IdsField('Notes whose words mention them, and which are erased with them', [], {
    optional: true,
    max: 1_000,
  })
  erase?: readonly string[];

  @IdsField('Notes whose words seem to mention them, but are of somebody else', [], {
    optional: true,
    max: 1_000,
  })
  keep?: readonly string[];
}

/** Body of `POST /v1/people/{id}/erasure-refusals`. */
export class RefuseErasure extends command(
  'RefuseErasure',
  'A request for erasure is refused, and the law that allows it is named.',
)<RefuseErasure> {
  @WordField('The basis, UK GDPR Article 17(3) or 12(5)', words(refusalBases))
  basis!: RefusalBasis;

  @WordField('Who asked', requesters)
  requestedBy!: Requester;

  @NarrativeField('Why it applies, and until when.')
  explanation!: Note;
}

/** What the house itself says once a person is erased; it has no route. */
export class RecordErasure extends command(
  'RecordErasure',
  'The person is erased, and what was removed is receipted.',
)<RecordErasure> {
  receipt!: Receipt;
}

/** Every command of a person. */
export type PersonCommand = CommandsOf<typeof import('./person.commands.js')>;
