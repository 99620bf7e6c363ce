import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { IdField, UrnField } from './fields.js';
import { PartField } from './lists.js';

/** Whom something is about: a school or a partnership, exactly one of them. */
export class Subject {
  @UrnField('A school', { optional: true })
  urn?: string;

  @IdField('Or a partnership', { optional: true })
  partnershipId?: string;
}

const exactlyOne = (it: unknown): boolean => {
  const { urn, partnershipId } = (it ?? {}) as Partial<Record<keyof Subject, unknown>>;
  return (
    (urn === undefined || urn === null) !== (partnershipId === undefined || partnershipId === null)
  );
};

/** A school or a partnership: one and not both. */
export const SubjectField =
  (says: string): PropertyDecorator =>
  (target, property) => {
    PartField(says, () => Subject)(target, property);
    ApiProperty({ description: says, type: () => Subject, example: { urn: '139402' } })(
      target,
      property,
    );
    ValidateBy({
      name: 'isOneSubject',
      validator: {
        validate: exactlyOne,
        defaultMessage: () =>
          '$property must name a school (urn) or a partnership (partnershipId), one of them',
      },
    })(target, property);
  };
