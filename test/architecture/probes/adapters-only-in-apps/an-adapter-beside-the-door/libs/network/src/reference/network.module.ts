export { membership } from '../membership/membership.adapter.js';
