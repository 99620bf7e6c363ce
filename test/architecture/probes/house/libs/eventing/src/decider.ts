export type Decider = { category: string };
export type Fact<T> = { type: T };
export const remove = () => undefined;
