import type { NeedEvent } from '#intelligence';

export type Known = NeedEvent;
