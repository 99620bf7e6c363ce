import { Refusal } from './refusal.js';

/** A rule that refuses, with `<noun>-not-in-state`, what can be done in some states only. */
export const inStateOf =
  (noun: string) =>
  <S extends string>(
    { status }: { readonly status: S },
    done: string,
    ...wanted: readonly NoInfer<S>[]
  ): void => {
    if (!wanted.includes(status))
      throw new Refusal(
        `${noun}-not-in-state`,
        `The ${noun} is ${status}; only one that is ${wanted.join(' or ')} can be ${done}.`,
      );
  };
