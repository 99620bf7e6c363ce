export { IdentifyNeed as severity } from './need.commands.js';
