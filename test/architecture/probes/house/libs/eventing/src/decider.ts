export type Decider = { category: string };
export type Event<T> = { type: T };
export const remove = () => undefined;
