import { asKept, isUuid, NotFound } from '#eventing';
import { problem } from '../problem/problem.js';
import type { CommandRoute } from './command-route.js';

const isSubject = (text: string): boolean => isUuid(text) || /^[1-9]\d{5}$/.test(text);

/** The subjects that a body names, with the fields that name them. */
function subjectsIn(body: unknown, field: string, found: Map<string, string>): Map<string, string> {
  if (typeof body === 'string') {
    if (isSubject(body) && !found.has(asKept(body))) found.set(asKept(body), field);
  } else if (Array.isArray(body)) for (const it of body) subjectsIn(it, field, found);
  else if (typeof body === 'object' && body !== null)
    for (const [name, it] of Object.entries(body)) subjectsIn(it, name, found);
  return found;
}

/**
 * What a command is answered that met something which is not there for its caller: a 404 that names what they sent. An id
 * that was drawn for this very command, or that only the log knows, tells nobody anything.
 */
export function asSent(
  error: unknown,
  { aggregate, command }: Pick<CommandRoute, 'aggregate' | 'command'>,
  named: string | undefined,
  body: unknown,
): unknown {
  if (!(error instanceof NotFound)) return error;
  const sent = subjectsIn(body, '', new Map());
  const id = error.identity.slice(error.identity.indexOf(':') + 1);
  if (id === named || sent.has(id)) return error;
  if (named !== undefined)
    return problem(
      'not-found',
      `Something that ${aggregate.decider.identity}:${named} rests on is not yours to see.`,
    );
  const subjects = [...sent].map(([it, field]) => `${field} ${it}`).join(', ');
  return problem(
    'not-found',
    subjects === ''
      ? `What ${command.type} is about does not exist, or is not yours.`
      : `${command.type} names ${subjects}: not all of it exists, or is yours to act for.`,
  );
}
