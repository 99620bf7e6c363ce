import { command, type CommandsOf, type Note } from '#eventing';
import {
  DigestField,
  IdField,
  NarrativeField,
  type Subject,
  SubjectField,
  TitleField,
  WordField,
} from '#http';

const kinds = [
  'document',
  'data',
  'observation',
  'survey',
  'interview',
  'workSample',
  'learnerStory',
];

/** Body of `POST /v1/evidence`. */
export class RegisterEvidence extends command(
  'RegisterEvidence',
  'An item of evidence is entered; the item itself stays where it is kept.',
)<RegisterEvidence> {
  @SubjectField('The school or partnership it comes from')
  subject!: Subject;

  @WordField('What it is', kinds)
  kind!: string;

  @TitleField('Its title', 'Work scrutiny, year 5, autumn')
  title!: string;

  @DigestField('The SHA-256 of the item, so that it cannot be exchanged unnoticed')
  hash!: string;

  @TitleField('Where it comes from and is kept', 'School shared drive, monitoring 2025/26')
  source!: string;

  @IdField('The KPI it bears on', { optional: true })
  kpiId?: string;

  @IdField('The deployment it bears on', { optional: true })
  deploymentId?: string;

  @NarrativeField('The story, in the words of learners, parents or staff.', { optional: true })
  story?: Note;
}

/** Body of `POST /v1/evidence/{id}/verification`. */
export class VerifyEvidence extends command(
  'VerifyEvidence',
  'Somebody other than its author has looked at it and found it to be what it says.',
) {}

/** Body of `POST /v1/evidence/{id}/rejection`. */
export class RejectEvidence extends command(
  'RejectEvidence',
  'It does not stand.',
)<RejectEvidence> {
  @TitleField('Why', 'The sample was not the agreed one')
  reason!: string;
}

/** Body of `POST /v1/evidence/{id}/supersession`. */
export class SupersedeEvidence extends command(
  'SupersedeEvidence',
  'A newer item takes its place; both stay in the record.',
)<SupersedeEvidence> {
  @IdField('The item that takes its place')
  by!: string;
}

/** Every command of an item of evidence. */
export type EvidenceCommand = CommandsOf<typeof import('./evidence.commands.js')>;
