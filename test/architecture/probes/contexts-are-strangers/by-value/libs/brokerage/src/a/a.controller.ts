export { intelligence } from '#intelligence';
