export { journal } from '#journal-postgres';
