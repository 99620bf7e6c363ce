/**
 * The id of a subject: drawn by the house (a UUID), or the subject's natural key.
 * @pattern ^[A-Za-z0-9._~-]{1,100}$
 */
export type Id = string;

/**
 * A day in London, `YYYY-MM-DD`.
 * @pattern ^\d{4}-\d{2}-\d{2}$
 */
export type Day = string;
