export * from '../../../libs/http/src/fields/fields.js';
