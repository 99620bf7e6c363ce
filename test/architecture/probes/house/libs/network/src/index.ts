export * from './reference/terms.js';
export * from './membership/membership.adapter.js';
