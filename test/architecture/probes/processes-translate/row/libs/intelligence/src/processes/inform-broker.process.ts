export { OpenNeed as informBroker } from '../open-needs/open-needs.entity.js';
