import { build, install, requireNode } from './prepare.mjs';

requireNode();
install();
build();
process.setSourceMapsEnabled(true);
// In this very process, so that signals reach the platform and nobody stands between.
await import('../dist/apps/platform/src/main.js');
