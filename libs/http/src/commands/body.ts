import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type Fault, invalid } from '../problem/problem.js';
import { keepRules } from './kept-rules.js';
import { textFaults } from './plain-text.js';
import { pruned, shapeOf } from './shape.js';

keepRules();

const options = {
  // Fields that a class does not have were found before: a class without any field is good too.
  forbidUnknownValues: false,
  stopAtFirstError: false,
  validationError: { target: false, value: true },
};

/**
 * Makes a command of a body. Everything that is wrong with it is named at once in a 400: `items.0.price`, not
 * only the first.
 */
export function bodyOf<B extends object>(type: new () => B, body: unknown): B {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('body-invalid', { path: '', message: 'the body must be a JSON object' });
  const unkeepable = textFaults(body);
  if (unkeepable.length > 0) throw invalid('body-invalid', ...unkeepable);
  const faults: Fault[] = [];
  const plain = pruned(shapeOf(type), body, faults);
  const made = plainToInstance(type, plain);
  for (const error of validateSync(made, options)) gather(error, '', faults);
  if (faults.length > 0) throw invalid('body-invalid', ...faults);
  return made;
}

function gather(error: ValidationError, before: string, faults: Fault[]): void {
  const path = `${before}${error.property}`;
  const { value } = error as { value: unknown };
  if (value === undefined && error.constraints) {
    // one sentence for what is not there, instead of everything that it is not
    faults.push({ path, message: `${error.property} is missing` });
    return;
  }
  for (const message of Object.values(error.constraints ?? {})) faults.push({ path, message });
  for (const child of error.children ?? []) gather(child, `${path}.`, faults);
}
