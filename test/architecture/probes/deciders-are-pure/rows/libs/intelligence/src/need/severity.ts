import type { OpenNeed } from '../open-needs/open-needs.entity.js';

export const severity: OpenNeed[] = [];
