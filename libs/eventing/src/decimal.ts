/** What a number may be: its bounds, both included, and how many decimal places it may have. */
export interface NumberRule {
  readonly min: number;
  readonly max: number;
  readonly places: number;
}

/** Whole numbers that a double holds exactly. */
export const WHOLE: NumberRule = {
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
  places: 0,
};

/** A measured value, as commands take it and as lists are narrowed by it. */
export const MEASURED: NumberRule = { min: -1e9, max: 1e9, places: 6 };

/** The decimal text of a finite number: the shortest that reads back as it, its exponent written out (`1e-7` is `0.0000001`). */
export function decimalOf(value: number): string {
  const [, sign = '', whole = '', part = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const point = whole.length + Number(exponent ?? 0);
  const digits = (whole + part)
    .padEnd(point, '0')
    .padStart(whole.length + part.length - point + 1, '0');
  const at = Math.max(point, 1);
  const decimals = digits.slice(at);
  return `${sign}${digits.slice(0, at)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** What is wrong with a value as a number of a rule, judged on its decimal text; `undefined` when it is good. */
export function numberFault(value: unknown, { min, max, places }: NumberRule): string | undefined {
  if (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= min &&
    value <= max &&
    placesOf(value) <= places
  )
    return undefined;
  const kind = places === 0 ? 'a whole number' : 'a number';
  const most = places === 0 ? '' : ` with at most ${places} decimal places`;
  return `must be ${kind} from ${decimalOf(min)} to ${decimalOf(max)}${most}`;
}

const placesOf = (value: number): number => (decimalOf(value).split('.')[1] ?? '').length;

const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?$/i;

/** The number that a text is, written as JSON has it; `NaN` when it is none. */
export const numberIn = (text: string): number => (JSON_NUMBER.test(text) ? Number(text) : NaN);
