import type { FactSchemas } from './json-schema.js';

export const factSchemas: FactSchemas = {};
