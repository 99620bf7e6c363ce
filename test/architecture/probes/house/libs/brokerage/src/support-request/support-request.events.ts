import type { Event } from '#eventing';

export type RequestEvent = Event<'BrokerageRequested'>;
