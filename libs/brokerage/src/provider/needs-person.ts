import type { Fold, NeedsPerson, Obstacle } from '#eventing';
import { deployment } from '../deployment/deployment.js';
import type { ProviderEvent } from './provider.events.js';

/** Who a provider is, and whether it can be matched. */
const whose: Fold<ProviderEvent, { readonly personId?: string; readonly matched: boolean }> = {
  category: 'brokerage.provider',
  initial: { matched: false },
  evolve: (known, { type, data }) => {
    if (type === 'ProviderRegistered')
      return { matched: true, ...(data.personId === undefined ? {} : { personId: data.personId }) };
    if (type === 'ProviderSuspended') return { ...known, matched: false };
    return type === 'ProviderReinstated' ? { ...known, matched: true } : known;
  },
};

const ENDED = ['none', 'completed', 'closed', 'declined', 'terminated'];

/** Support that a person gives, and a provider that can still be matched, stand against forgetting them. */
export const needsProvider: NeedsPerson = async (personId, naming) => {
  const found = await naming.streams(whose, `person:${personId}`);
  const theirs = found.filter((it) => it.state.personId === personId);
  const led: Obstacle[] = [];
  for (const { id: providerId } of theirs)
    for (const { id, state } of await naming.streams(deployment, `provider:${providerId}`))
      if (!ENDED.includes(state.status) && 'leaderId' in state && state.leaderId === providerId)
        led.push({
          code: 'leads-live-deployment',
          detail: `They lead deployment ${id}, which is ${state.status}: complete, decline or terminate it first.`,
        });
  const matched = theirs.filter((it) => it.state.matched);
  return [
    ...led,
    ...matched.map(({ id }) => ({
      code: 'still-a-provider',
      detail: `They can still be matched as provider ${id}: suspend it first.`,
    })),
  ];
};
