import type { Server } from 'node:http';
import type { DemoIssuer } from '#http';
import type { Conductor } from '#projections';
import type { Importer } from './importer.js';
import { postIndoors } from './indoors.js';
import { story } from './story/index.js';
import type { Persona, Ref, Step } from './story/step.js';
import { keyOf } from './telling.js';

const isRef = (it: unknown): it is Ref => typeof it === 'object' && it !== null && 'derive' in it;

/**
 * Tells the story through the edge: every step is a request like anybody's, on its own day of the injected
 * clock. Each has an `Idempotency-Key`, so that a load that was cut short is taken up where it stopped.
 */
export class DemoLoader {
  private readonly ids = new Map<string, string>();
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly server: Server,
    private readonly issuer: DemoIssuer,
    private readonly importer: Importer,
    private readonly conductor: Conductor,
  ) {}

  /** Answers the ids of what the story made, by alias. `progress` hears how many steps of how many are told. */
  async load(progress: (told: number, of: number) => void): Promise<ReadonlyMap<string, string>> {
    let day = '';
    let second = 0;
    for (const [index, step] of story.entries()) {
      second = step.on === day ? second + 1 : 0;
      day = step.on;
      const instant = Date.parse(`${day}T09:00:00.000Z`) + second * 1000;
      await this.conductor.passTo(new Date(instant).toISOString());
      const key = keyOf(index);
      if ('census' in step) await this.importer.take(step, key);
      else await this.tell(step, key);
      await this.conductor.catchUp();
      progress(index + 1, story.length);
    }
    return this.ids;
  }

  private async tell(step: Step, key: string): Promise<void> {
    const url = `/v1/${step.post.map((it) => (isRef(it) ? this.idOf(it) : it)).join('/')}`;
    const headers = {
      authorization: `Bearer ${await this.tokenOf(step.by)}`,
      'idempotency-key': key,
      'x-correlation-id': key,
    };
    const { status, body } = await postIndoors(this.server, url, headers, this.resolved(step.body));
    if (status >= 300)
      throw new Error(
        `the step ${key} on ${step.on}, POST ${url}, was answered ${status}: ${body}`,
      );
    if (step.as !== undefined) this.ids.set(step.as, (JSON.parse(body) as { id: string }).id);
  }

  private idOf({ ref, derive }: Ref): string {
    const id = this.ids.get(ref);
    if (id === undefined) throw new Error(`the story refers to ${ref} before it is told`);
    return derive(id);
  }

  private resolved(it: unknown): unknown {
    if (isRef(it)) return this.idOf(it);
    if (Array.isArray(it)) return it.map((each) => this.resolved(each));
    if (typeof it !== 'object' || it === null) return it;
    return Object.fromEntries(
      Object.entries(it).map(([name, each]) => [name, this.resolved(each)]),
    );
  }

  private async tokenOf({ id, role, partnerships = [], urns = [] }: Persona): Promise<string> {
    const known = this.tokens.get(id);
    if (known !== undefined) return known;
    const ids = partnerships.map((alias) => this.ids.get(alias) ?? alias);
    const token = await this.issuer.sign({ sub: id, role, partnerships: ids, urns });
    // a partnership that is not founded yet cannot be granted
    if (partnerships.every((alias) => this.ids.has(alias))) this.tokens.set(id, token);
    return token;
  }
}
