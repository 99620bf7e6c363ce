export { WordField } from '#http';
