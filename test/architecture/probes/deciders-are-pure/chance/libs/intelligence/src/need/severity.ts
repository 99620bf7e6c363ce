export { randomUUID as severity } from 'node:crypto';
