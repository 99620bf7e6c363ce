import type { DemoGrant } from '#http';
import type { Answer, Stage } from './platform.js';

/** What was recorded, as the one who did it is told. */
export interface Done {
  /** Whom it is about. */
  readonly id: string;
  readonly events: readonly { readonly type: string }[];
}

/** Somebody with a token, at the addresses of the platform. */
export class Person {
  private token: Promise<string> | undefined;

  constructor(
    private readonly stage: () => Stage,
    private readonly grant: DemoGrant,
    private readonly answered: () => void,
  ) {}

  /** Does something; the story breaks off when it is refused. */
  async does(route: string, body: object = {}): Promise<Done> {
    const answer = await this.ask('POST', route, body);
    if (answer.status !== 200 && answer.status !== 201) throw this.unexpected(answer, route);
    return answer.body as Done;
  }

  /** Tries what must not be: how it was refused, as the person reads it. */
  async tries(route: string, body: object = {}): Promise<Answer['body']> {
    const answer = await this.ask('POST', route, body);
    if (answer.status < 400) throw this.unexpected(answer, route);
    this.answered();
    return answer.body;
  }

  /** Reads an address once everything that was done shows there. */
  async reads(route: string): Promise<Answer['body']> {
    await this.stage().settled();
    const answer = await this.ask('GET', route);
    if (answer.status !== 200) throw this.unexpected(answer, route);
    this.answered();
    return answer.body;
  }

  /** Looks for what is not to be seen: the status of the answer. */
  async looksFor(route: string): Promise<number> {
    await this.stage().settled();
    this.answered();
    return (await this.ask('GET', route)).status;
  }

  private async ask(method: 'GET' | 'POST', route: string, body?: object): Promise<Answer> {
    this.token ??= this.stage().sign(this.grant);
    return this.stage().send(method, route, await this.token, body);
  }

  private unexpected({ status, body }: Answer, route: string): Error {
    return new Error(`${this.grant.sub} at ${route}: ${status} ${JSON.stringify(body)}`);
  }
}
