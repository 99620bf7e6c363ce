import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** The SHA-256 of a file, 64 hexadecimal digits in lower case. */
export const DigestField = (says: string) =>
  applyDecorators(
    Matches(/^[0-9a-f]{64}$/, { message: '$property must be a SHA-256: 64 hexadecimal digits' }),
    ApiProperty({
      description: says,
      pattern: '^[0-9a-f]{64}$',
      example: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
    }),
  );
