export * from './compare.js';
export * from './replay.js';
export { BadSandbox } from './sandbox-name.js';
export { NoSandboxRole } from './sandbox-role.js';
