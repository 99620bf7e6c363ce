import {
  type AnyAggregate,
  type Asking,
  type Audiences,
  type Event,
  type Position,
  type Projection,
  redactedRow,
  type Row,
  type Shown,
  streamOf,
  within,
} from '#eventing';
import {
  type Answer,
  type ListAsked,
  lookedAt,
  type PointInTime,
  type Page,
  type Provenance,
  type Reading,
  Readings,
  type ReadTogether,
  selectionOf,
} from '#read-model';

/** A subject of a row whose aggregate has an audience of its own. */
interface Subject {
  readonly owner: AnyAggregate;
  readonly stream: string;
}

/** How much of a row is shown, and what of it is withheld. */
interface Sight {
  readonly shown: Shown;
  readonly withheld: readonly string[];
}

const ORDER: readonly Shown[] = ['nothing', 'redacted', 'everything'];

/**
 * Readings of which audiences are asked: rows of read models that are told by an aggregate with an audience of its own are
 * served as its present stream says, whichever moment they are of. Every other read model is read as it is.
 */
export class AudienceReadings extends Readings {
  constructor(
    private readonly inner: Readings,
    private readonly audiences: Audiences,
  ) {
    super();
  }

  async list<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    asked: Reading & ListAsked,
  ): Promise<Answer<Page<R>>> {
    const { value, position } = await this.inner.list(projection, this.wide(projection, asked));
    return { value: await this.shownPage(projection, asked, value), position };
  }

  async one<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<R | undefined>> {
    const sight = await this.sightOf(projection, key, reading);
    const { value, position } = await this.inner.one(projection, key, wider(reading, sight));
    return { value: sight && value ? seen(sight, value)[0] : value, position };
  }

  together<T>(
    projections: readonly Projection[],
    reading: Pick<Reading, 'at'>,
    read: (from: ReadTogether) => Promise<T>,
  ): Promise<Answer<T>> {
    return this.inner.together(projections, reading, (from) =>
      read({
        list: async (projection, asked) =>
          this.shownPage(
            projection,
            asked,
            await from.list(projection, this.wide(projection, asked)),
          ),
        one: async (projection, key, its) => {
          const sight = await this.sightOf(projection, key, its);
          const row = await from.one(projection, key, wider(its, sight));
          return sight && row ? seen(sight, row)[0] : row;
        },
      }),
    );
  }

  async provenance<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<Provenance | undefined>> {
    const sight = await this.sightOf(projection, key, reading);
    if (!sight) return this.inner.provenance(projection, key, reading);
    const wide = { ...reading, scope: 'all' as const };
    const { value, position } = await this.inner.provenance(projection, key, wide);
    if (!value || sight.shown === 'nothing') return { value: undefined, position };
    const events = value.events
      .map((it) => ({
        ...it,
        changed: it.changed.filter((name) => !sight.withheld.includes(name)),
        row: sight.shown === 'redacted' ? redactedRow(it.row, sight.withheld) : it.row,
      }))
      .filter((it) => it.changed.length > 0);
    return { value: { ...value, events }, position };
  }

  pointInTimeOf(asked: string, clock: PointInTime['clock']): Promise<PointInTime> {
    return this.inner.pointInTimeOf(asked, clock);
  }

  waitFor(projection: string, position: Position, timeoutMs: number): Promise<boolean> {
    return this.inner.waitFor(projection, position, timeoutMs);
  }

  /** Whose a row was then is not asked: its subject is looked at as it is now. */
  private wide<A extends Reading>(projection: { readonly on: object }, asked: A): A {
    const owned = this.audiences.aggregates.askedFor(projection).length > 0;
    return owned && asked.at ? { ...asked, scope: 'all' } : asked;
  }

  /** A page as it may be shown; how many rows there are in all would tell of those that are not. */
  private async shownPage<R extends Row>(
    projection: Projection<never, R>,
    asked: Reading & ListAsked,
    page: Page<R>,
  ): Promise<Page<R>> {
    if (this.audiences.aggregates.askedFor(projection).length === 0) return page;
    const keys = page.rows.map((it) => it.key);
    const sights = await this.sights(projection, asked, keys);
    const told = lookedAt(selectionOf(projection.entity, asked));
    const rows = page.rows.flatMap((row) => {
      const sight = sights.get(row.key);
      if (!sight) return visible(asked, row) ? [row] : [];
      // what is withheld is not to be found by asking for it either
      if (sight.withheld.some((it) => told.includes(it))) return [];
      return seen(sight, row);
    });
    return page.next === undefined ? { rows } : { rows, next: page.next };
  }

  private async sightOf(
    projection: { readonly on: object },
    key: string,
    reading: Reading,
  ): Promise<Sight | undefined> {
    return (await this.sights(projection, reading, [key])).get(key);
  }

  /** How much of each row is shown; a row of none of these subjects has no answer. */
  private async sights(
    projection: { readonly on: object },
    { scope, actor = NOBODY }: Reading,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, Sight>> {
    const owners = this.audiences.aggregates.askedFor(projection);
    if (owners.length === 0) return new Map();
    const subjects = new Map(keys.map((key) => [key, this.subjectsOf(key, owners)]));
    const streams = [...subjects.values()].flat().map(({ stream }) => stream);
    const shown = await this.audiences.shown({ actor, scope }, streams);
    return new Map(
      [...subjects]
        .filter(([, its]) => its.length > 0)
        .map(([key, its]) => {
          const parts = its.map(({ stream }) => shown.get(stream) ?? 'nothing');
          const least = ORDER.find((it) => parts.includes(it)) ?? 'nothing';
          const redacting = its.filter(({ stream }) => shown.get(stream) === 'redacted');
          const withheld = redacting.flatMap(({ owner }) => owner.audience?.withholds ?? []);
          return [key, { shown: least, withheld }];
        }),
    );
  }

  private subjectsOf(key: string, owners: readonly AnyAggregate[]): Subject[] {
    return key.split('|').flatMap((part) => {
      const at = part.indexOf(':');
      const owner = at > 0 ? this.audiences.aggregates.named(part.slice(0, at)) : undefined;
      if (!owner || !owners.includes(owner)) return [];
      return [{ owner, stream: streamOf(owner.decider.category, part.slice(at + 1)) }];
    });
  }
}

const wider = (reading: Reading, sight: Sight | undefined): Reading =>
  sight ? { ...reading, scope: 'all' } : reading;

const NOBODY: Asking['actor'] = { id: '', role: '', urns: [] };

const seen = <R extends Row>({ shown, withheld }: Sight, row: R): R[] =>
  shown === 'nothing' ? [] : [shown === 'redacted' ? redactedRow(row, withheld) : row];

const visible = ({ scope }: Reading, row: Row): boolean =>
  row.scope.includes('public') || within(scope, row.scope);
