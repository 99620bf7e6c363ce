/** Where the rows about an identity are read, by its kind: `urn` at `/v1/schools`. */
export type Addresses = Readonly<Record<string, string>>;

/** What an event leads to. */
export interface Leads {
  readonly event: string;
  readonly stream: string;
  readonly trace: string;
  /** Where the rows that it may have changed come from; each is open to those who may read it. */
  readonly provenance: readonly string[];
}

/** The addresses of everything that events touch. */
export class Links {
  constructor(private readonly addresses: Addresses) {}

  of(event: {
    readonly id: string;
    readonly stream: string;
    readonly correlationId: string;
    readonly tags: readonly string[];
  }): Leads {
    return {
      event: `/v1/events/${encodeURIComponent(event.id)}`,
      stream: `/v1/events?stream=${encodeURIComponent(event.stream)}`,
      trace: `/v1/events/trace/${encodeURIComponent(event.correlationId)}`,
      provenance: event.tags.flatMap((identity) => {
        const at = identity.indexOf(':');
        const address = this.addresses[identity.slice(0, at)];
        return address === undefined
          ? []
          : [`${address}/${encodeURIComponent(identity.slice(at + 1))}/provenance`];
      }),
    };
  }
}
