import type { Fact } from '#eventing';

export type RequestEvent = Fact<'BrokerageRequested'>;
