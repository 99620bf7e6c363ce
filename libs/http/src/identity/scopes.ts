import type { Role, Scope } from '#eventing';
import type { Identity } from './identity.js';
import type { Membership } from './membership.js';

interface Load {
  readonly running: Promise<readonly string[]>;
  next?: Promise<readonly string[]>;
}

/**
 * What a caller may reach: themselves, their partnerships and those partnerships' members. Nothing is kept
 * between requests; those that arrive while a membership is being read share the next read of it, which
 * began after they arrived, so that nobody is answered from before their own last command.
 */
export class Scopes {
  private readonly loads = new Map<string, Load>();

  constructor(private readonly membership: Membership) {}

  /** The identities within reach in the role they ask in, with memberships as they are now. */
  async of({ partnerships, urns }: Identity, role: Role): Promise<Scope> {
    if (role === 'operator' || role === 'service' || partnerships.includes('*')) return 'all';
    const members = await Promise.all(partnerships.map((it) => this.membersOf(it)));
    return new Set([
      ...partnerships.map((it) => `partnership:${it}`),
      ...[...urns, ...members.flat()].map((it) => `urn:${it}`),
    ]);
  }

  private membersOf(partnership: string): Promise<readonly string[]> {
    const load = this.loads.get(partnership);
    if (!load) return this.load(partnership);
    const again = (): Promise<readonly string[]> => this.load(partnership);
    return (load.next ??= load.running.then(again, again));
  }

  private load(partnership: string): Promise<readonly string[]> {
    const running = this.membership.urnsOf(partnership);
    const load: Load = { running };
    this.loads.set(partnership, load);
    const done = (): void => {
      if (!load.next) this.loads.delete(partnership);
    };
    running.then(done, done);
    return running;
  }
}
