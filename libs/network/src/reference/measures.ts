/**
 * A school's unique reference number: six digits.
 * @pattern ^[1-9]\d{5}$
 * @identity urn
 */
export type Urn = string;

/**
 * A number of half days.
 * @asType integer
 */
export type HalfDays = number;

/**
 * An amount of money in pence.
 * @asType integer
 */
export type Pence = number;
