import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './school.commands.js';
import { school } from './school.js';

/** `POST /v1/schools` and one sub-path for each intent; a school's id is its URN. */
export const schools = commandsOf(aggregate(school), {
  route: 'schools',
  create: commands.RegisterSchool,
  subject: ({ urn }: commands.RegisterSchool) => urn,
  id: /^[1-9]\d{5}$/,
  intents: {
    refresh: commands.RefreshSchool,
    closure: commands.CloseSchool,
  },
  roles: {
    RegisterSchool: ['operator', 'service'],
    RefreshSchool: ['operator', 'service'],
    CloseSchool: ['operator', 'service'],
  },
});
