export { terms } from '#network';
