import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

const follows = (text: unknown): boolean =>
  typeof text === 'string' &&
  /^(19|20|21)\d{4}$/.test(text) &&
  (Number(text.slice(2, 4)) + 1) % 100 === Number(text.slice(4));

/** An academic year as six digits whose halves follow each other: 2025/26 is `202526`. */
export const AcademicYearField = (says: string) =>
  applyDecorators(
    ValidateBy({
      name: 'isAcademicYear',
      validator: {
        validate: follows,
        defaultMessage: () => '$property must be an academic year in six digits, as 202526',
      },
    }),
    ApiProperty({ description: says, example: '202526', pattern: '^\\d{6}$' }),
  );
