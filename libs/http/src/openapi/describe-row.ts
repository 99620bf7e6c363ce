import { ApiProperty } from '@nestjs/swagger';
import { type AnyReads, columnShapes, columnsOf } from '#read-model';

const property = (of: new () => object, name: string, shape: object): void =>
  ApiProperty(shape)(of.prototype as object, name);

/** The class that describes the rows of declared reads: the columns of the entity, its flags, what is added, and its people. */
export function describedRow({ projection, name, flags, adds, names }: AnyReads): new () => object {
  const entity = projection.entity;
  for (const { property: column, kind, says, nullable = false, example } of columnsOf(entity))
    property(entity, column, { ...columnShapes[kind], description: says, nullable, example });
  if ([flags, adds, names].every((it) => Object.keys(it).length === 0)) return entity;
  class Served extends entity {}
  Object.defineProperty(Served, 'name', { value: `${name}Row` });
  for (const [flag, { says }] of Object.entries(flags))
    property(Served, flag, { ...columnShapes.flag, description: says });
  for (const [added, description] of Object.entries(adds))
    property(Served, added, { ...columnShapes.text, description });
  for (const [named, { says }] of Object.entries(names))
    property(Served, named, { ...columnShapes.json, description: says, nullable: true });
  return Served;
}
