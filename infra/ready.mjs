import { install, requireNode } from './prepare.mjs';

requireNode();
install();
