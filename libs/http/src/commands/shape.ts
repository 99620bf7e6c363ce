import { getMetadataStorage } from 'class-validator';
import { partsOf } from '../fields/lists.js';
import { narrativesOf } from '../fields/narrative.js';
import type { Fault } from '../problem/problem.js';

/** The class of a command, or of a part of one. */
export type BodyClass = new () => object;

interface FieldShape {
  readonly optional: boolean;
  readonly part?: () => Shape;
}

/** What a class of bodies holds, worked out once. */
export interface Shape {
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Its own narrative fields. */
  readonly narratives: readonly string[];
}

const known = new WeakMap<BodyClass, Shape>();

/** The shape of a class of bodies, from its decorators. */
export function shapeOf(type: BodyClass): Shape {
  const found = known.get(type);
  if (found) return found;
  const prototype = type.prototype as object;
  const parts = partsOf(prototype);
  const fields = new Map<string, FieldShape>();
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  for (const { propertyName, name, type: kind } of rules) {
    const part = parts[propertyName];
    const before = fields.get(propertyName);
    fields.set(propertyName, {
      optional:
        before?.optional === true || kind === 'conditionalValidation' || name === 'isOptional',
      ...(part ? { part: () => shapeOf(part()) } : {}),
    });
  }
  const shape: Shape = { fields, narratives: narrativesOf(prototype) };
  known.set(type, shape);
  return shape;
}

/**
 * A copy of a body that holds known fields only, an optional one that is null left out. Notes a fault for each
 * field that the shape does not have, at any depth; values are looked at later.
 */
export function pruned(shape: Shape, body: object, faults: Fault[], path = ''): object {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    const field = shape.fields.get(name);
    const at = `${path}${name}`;
    if (!field) faults.push({ path: at, message: `${name} is not a field of this command` });
    else if (value !== null || !field.optional)
      copy[name] = field.part ? prunedPart(field.part(), value, faults, at) : value;
  }
  return copy;
}

function prunedPart(shape: Shape, value: unknown, faults: Fault[], at: string): unknown {
  if (Array.isArray(value))
    return value.map((it: unknown, index) => prunedItem(shape, it, faults, `${at}.${index}`));
  return prunedItem(shape, value, faults, at);
}

const prunedItem = (shape: Shape, value: unknown, faults: Fault[], at: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? pruned(shape, value, faults, `${at}.`)
    : value;
