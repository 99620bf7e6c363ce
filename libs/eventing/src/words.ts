/**
 * The id of something that an event holds: drawn by the platform (a UUID), or its natural key. A type of its own with
 * `@identity <noun>` makes it a tag (`<noun>:<id>`) of every event that holds one.
 * @pattern ^[A-Za-z0-9._~-]{1,100}$
 */
export type Id = string;

/**
 * A day in London, `YYYY-MM-DD`.
 * @pattern ^\d{4}-\d{2}-\d{2}$
 */
export type Day = string;

/**
 * The id of a narrative in the erasable register.
 * @identity note
 */
export type NoteId = Id;

/**
 * A word of a vocabulary. Commands take those of the vocabulary only; in an event any word may stand, so that a new one
 * is no new version.
 * @minLength 1
 * @maxLength 60
 */
export type Word = string;
