export * from '../../../infra/start.mjs';
