import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { asKept } from '#eventing';

/**
 * The fields of command bodies. Each says its shape once: what is validated (400, naming the field) and what
 * the API's description shows. The first argument is a sentence for the reader, the second an example.
 */
export interface Options {
  optional?: boolean;
}

/** A field made of these decorators; an optional one may be left out, or be null. */
export const field = (options: Options, ...decorators: PropertyDecorator[]) =>
  applyDecorators(...decorators, ...(options.optional ? [IsOptional()] : []));

/** Ids of a field, or of a list, as the house keeps them; what is no text is left to the rules. */
export const AsKept = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => kept(value));

const kept = (value: unknown): unknown =>
  typeof value === 'string' ? asKept(value) : Array.isArray(value) ? value.map(kept) : value;
