export * from '../../eventing/src/ids.js';
