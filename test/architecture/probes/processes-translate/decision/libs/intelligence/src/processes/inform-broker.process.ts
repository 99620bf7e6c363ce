export { need as informBroker } from '../need/need.js';
