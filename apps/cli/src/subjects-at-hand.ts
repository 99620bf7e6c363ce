import type { Platform } from '#composition';
import { newId, requestOf } from '#eventing';
import { RequestErasure } from '#register';
import type { House } from './house.js';

/** What the house does about people when the command line asks: as an operator over HTTP would. */
export const subjectsAtHand = ({
  erasures,
}: Platform): Pick<House, 'dossier' | 'outlook' | 'forget'> => ({
  dossier: (personId) => erasures.dossier(personId),
  outlook: (personId) => erasures.outlook(personId),
  forget: async (personId, asked) => {
    const request = requestOf('command-line', newId(), { role: 'operator', subject: 'existing' });
    await erasures.forget(personId, Object.assign(new RequestErasure(), asked), request);
    return erasures.outlook(personId);
  },
});
