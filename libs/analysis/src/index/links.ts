/** Where the rows about an identity are read, by its kind. */
export const addresses: Readonly<Record<string, string>> = {
  urn: '/v1/schools',
  partnership: '/v1/partnerships',
  need: '/v1/needs',
  referral: '/v1/referrals',
  request: '/v1/support-requests',
  provider: '/v1/providers',
  deployment: '/v1/deployments',
  plan: '/v1/plans',
  kpi: '/v1/kpis',
};

/** What a fact leads to. */
export interface Links {
  readonly event: string;
  readonly stream: string;
  readonly trace: string;
  /** Where the rows that it may have changed come from; each is open to those who may read it. */
  readonly provenance: readonly string[];
}

/** The addresses of everything that a fact touched. */
export const linksOf = (fact: {
  readonly id: string;
  readonly stream: string;
  readonly correlationId: string;
  readonly about: readonly string[];
}): Links => ({
  event: `/v1/events/${encodeURIComponent(fact.id)}`,
  stream: `/v1/events?stream=${encodeURIComponent(fact.stream)}`,
  trace: `/v1/events/trace/${encodeURIComponent(fact.correlationId)}`,
  provenance: fact.about.flatMap((identity) => {
    const at = identity.indexOf(':');
    const address = addresses[identity.slice(0, at)];
    return address === undefined
      ? []
      : [`${address}/${encodeURIComponent(identity.slice(at + 1))}/provenance`];
  }),
});
