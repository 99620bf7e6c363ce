import type { Platform } from '#composition';
import { newId } from '#eventing';
import { RequestErasure } from '#register';
import type { House } from './house.js';

/** What the house does about people when the command line asks: as an operator over HTTP would. */
export const subjectsAtHand = ({
  erasures,
}: Platform): Pick<House, 'dossier' | 'outlook' | 'forget'> => ({
  dossier: (personId) => erasures.dossier(personId),
  outlook: (personId) => erasures.outlook(personId),
  forget: async (personId, asked) => {
    const commandId = newId();
    await erasures.forget(personId, Object.assign(new RequestErasure(), asked), {
      ...{ commandId, correlationId: commandId, causationId: commandId },
      actor: { id: 'command-line', role: 'operator', urns: [] },
      scope: 'all',
      subject: 'existing',
    });
    return erasures.outlook(personId);
  },
});
