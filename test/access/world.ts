import type { Event, Recorded } from '#eventing';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- events of every context, read as the story tells them
type Told = Recorded<Event<string, any>>;

/** Who belongs to which partnership and what belongs to whom, worked out from the log alone. */
export class World {
  /** The schools of each partnership, now. */
  private readonly members = new Map<string, Set<string>>();
  /** The schools that ever belonged to each partnership. */
  private readonly ever = new Map<string, Set<string>>();
  /** Whom a subject names in its first event, by its identity: they may see it. */
  private readonly owners = new Map<string, readonly string[]>();
  private readonly told: readonly Told[];

  constructor(events: readonly Recorded[]) {
    this.told = events;
    for (const { type, data, tags, revision } of this.told) {
      if (revision === 0) this.owners.set(tags[0] ?? '', tags);
      if (type === 'MemberAdmitted')
        for (const book of [this.members, this.ever])
          book.set(data.partnershipId, new Set(book.get(data.partnershipId)).add(data.urn));
      if (type === 'MemberWithdrawn') this.members.get(data.partnershipId)?.delete(data.urn);
    }
  }

  /** The events of a type. */
  of(type: string): readonly Told[] {
    return this.told.filter((it) => it.type === type);
  }

  /** The members of a partnership now; of all that ever were, when asked for. */
  membersOf(partnership: string, when: 'now' | 'ever' = 'now'): ReadonlySet<string> {
    return (when === 'now' ? this.members : this.ever).get(partnership) ?? new Set();
  }

  /** Whether a subject names one of these identities in its first event. */
  isOf(subject: string, identities: ReadonlySet<string>): boolean {
    return this.owners.get(subject)?.some((it) => identities.has(it)) ?? false;
  }

  /** A subject of each kind that names a partnership in its first event. */
  toldOf(partnership: string): Readonly<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const [subject, tags] of this.owners) {
      const at = subject.indexOf(':');
      if (tags.includes(`partnership:${partnership}`))
        found[subject.slice(0, at)] ??= subject.slice(at + 1);
    }
    return found;
  }

  /** The ids of all subjects of an identity; for notes, of those that events name. */
  idsOf(identity: string): readonly string[] {
    if (identity === 'note')
      return this.told.flatMap(({ data }) => (data.story?.note ? [data.story.note as string] : []));
    return [...this.owners.keys()].flatMap((it) =>
      it.startsWith(`${identity}:`) ? [it.slice(identity.length + 1)] : [],
    );
  }

  /** An open school that never belonged to any partnership. */
  bystander(): string {
    const taken = new Set([...this.ever.values()].flatMap((it) => [...it]));
    for (const { data } of this.of('SchoolClosed')) taken.add(data.urn);
    const urns = this.of('SchoolRegistered').map((it): string => it.data.urn);
    return some(urns.find((it) => !taken.has(it)));
  }

  /** Support that a leader of one partnership gives to a school of another. */
  lentBy(partnership: string): string {
    const own = this.membersOf(partnership);
    const lent = this.of('DeploymentProposed').find(
      ({ data }) => own.has(data.homeUrn) && !own.has(data.urn),
    );
    return some(lent).data.deploymentId;
  }

  /** The support told of schools of one partnership, which no other partnership may see. */
  supportIn(partnership: string): readonly Support[] {
    const own = this.membersOf(partnership);
    const others = [...this.ever].filter(([it]) => it !== partnership).map(([, urns]) => urns);
    const gone = new Set(['NeedMet', 'NeedWithdrawn'].flatMap((it) => this.of(it)).map(needOf));
    return this.of('DeploymentProposed')
      .filter((it) => !gone.has(needOf(it)))
      .map((it) => this.support(it, partnership))
      .filter(({ urns }) => urns.every((it) => own.has(it) && !others.some((its) => its.has(it))));
  }

  private support({ data }: Told, partnership: string): Support {
    const { deploymentId, requestId, needId, leaderId, urn, homeUrn, kpiIds } = data;
    const named = (it: Told): boolean => it.data.deploymentId === deploymentId;
    const provider = this.of('ProviderRegistered').find((it) => it.data.providerId === leaderId);
    const need = this.of('NeedIdentified').find((it) => it.data.needId === needId);
    return {
      urns: [urn, homeUrn],
      evaluated: this.of('EvaluationDesigned').some(named),
      ids: {
        partnership,
        need: needId,
        referral: needId,
        request: requestId,
        deployment: deploymentId,
        provider: leaderId,
        person: provider?.data.personId ?? '',
        kpi: kpiIds[0] ?? '',
        evaluation: this.of('EvaluationDesigned').find(named)?.data.evaluationId ?? '',
        note: need?.data.story?.note ?? '',
      },
    };
  }
}

/** One stretch of support and what hangs on it. */
export interface Support {
  /** The supported school and the leader's home. */
  readonly urns: readonly [string, string];
  readonly evaluated: boolean;
  readonly ids: Readonly<
    Record<
      | 'partnership'
      | 'need'
      | 'referral'
      | 'request'
      | 'deployment'
      | 'provider'
      | 'person'
      | 'kpi'
      | 'evaluation'
      | 'note',
      string
    >
  >;
}

const needOf = ({ data }: Told): string => data.needId;

/** What must be there for the walk to mean anything. */
export function some<T>(it: T | undefined): T {
  if (it === undefined) throw new Error('the demonstration tells of no such thing');
  return it;
}
