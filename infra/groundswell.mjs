#!/usr/bin/env node
import { build, install, requireNode } from './prepare.mjs';

requireNode();
install();
build();
await import('../dist/apps/cli/src/main.js');
