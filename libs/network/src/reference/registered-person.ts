import type { Event, Fold } from '#eventing';

/** Whether the register holds a person, and is not letting go of them, from their own events. */
export const registeredPerson: Fold<
  Event<'PersonRegistered' | 'ErasureRequested' | 'SubjectErased', object>,
  boolean
> = {
  category: 'register.person',
  initial: false,
  evolve: (_, { type }) => type !== 'ErasureRequested' && type !== 'SubjectErased',
};
