export { OpenNeed as needLookup } from '../open-needs/open-needs.entity.js';
