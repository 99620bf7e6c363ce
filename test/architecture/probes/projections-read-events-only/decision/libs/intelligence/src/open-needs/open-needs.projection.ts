export { need as openNeeds } from '../need/need.js';
