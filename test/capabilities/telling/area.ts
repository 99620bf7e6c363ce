import type { DemoGrant, Role } from '#http';
import { Person } from './person.js';
import type { Stage } from './platform.js';

let taken = 0;

/** The roles in which people act. */
export type Acting = Exclude<Role, 'operator' | 'service'>;

/** What stands in the public register of a school, as far as a story says otherwise. */
export interface Details {
  readonly name?: string;
  readonly phase?: string;
  readonly typeOfEstablishment?: string;
  readonly ages?: { readonly from: number; readonly to: number };
}

/** What a partnership is founded as, as far as a story says otherwise. */
export interface Founding {
  readonly name?: string;
  readonly model?: number;
  readonly phases?: readonly string[];
  readonly owners?: readonly string[];
}

/** A school and those who speak for it. */
export interface School {
  readonly urn: string;
  readonly head: Person;
  readonly chair: Person;
}

/** A partnership and those who work for it. */
export interface Partnership {
  readonly id: string;
  readonly board: Person;
  readonly broker: Person;
  readonly evaluator: Person;
  readonly reviewer: Person;
  readonly analyst: Person;
  readonly schools: readonly School[];
}

/** The schools, partnerships and people of one story. */
export class Area {
  /** How many answers its people had: readings and refusals. */
  answered = 0;
  /** Who runs the platform: keeps the public register of schools and founds partnerships, nothing else. */
  private readonly operator = this.holder('operator');

  constructor(private readonly stage: () => Stage) {}

  /** Somebody with a token of a role, for the schools or the partnership named. */
  person(role: Acting, grant: Omit<DemoGrant, 'role'> = {}): Person {
    return this.holder(role, grant);
  }

  private holder(role: Role, grant: Omit<DemoGrant, 'role'> = {}): Person {
    const sub = `${role}-${(taken += 1)}`;
    return new Person(this.stage, { role, sub, ...grant }, () => (this.answered += 1));
  }

  /** A school of the national register. */
  async school(details: Details = {}): Promise<School> {
    const urn = String(950_000 + (taken += 1));
    await this.operator.does('schools', {
      urn,
      name: `School ${urn}`,
      phase: 'Primary',
      typeOfEstablishment: 'Community school',
      la: { code: '881', name: 'Essex' },
      ...details,
    });
    const of = { urns: [urn] };
    return { urn, head: this.person('headteacher', of), chair: this.person('chair', of) };
  }

  /** A chartered, active partnership of schools, each of which has joined by its own word. */
  async partnership(founding: Founding = {}, schools?: readonly School[]): Promise<Partnership> {
    const members = schools ?? [await this.school(), await this.school(), await this.school()];
    const partnership = await this.founded(founding);
    const at = `partnerships/${partnership.id}`;
    await partnership.board.does(`${at}/charters`, {
      purpose: 'No school is left to itself',
      place: 'North Essex',
      changeModel: 'Help comes from near, and what changed is shown',
      until: NEXT_YEAR,
      funding: 'A subscription per pupil',
      dataTerms: 'Aggregate figures only',
    });
    for (const school of members) await this.joins(school, partnership);
    await partnership.board.does(`${at}/activation`);
    return { ...partnership, schools: members };
  }

  /** A partnership that has begun to form, without schools. */
  async founded(founding: Founding): Promise<Partnership> {
    const { id } = await this.operator.does('partnerships', {
      name: `Partnership ${(taken += 1)}`,
      model: 4,
      place: 'North Essex',
      phases: ['Primary', 'Secondary'],
      owners: ['Primary heads', 'Governors'],
      ...founding,
    });
    const of = { partnerships: [id] };
    return {
      id,
      board: this.person('board', of),
      broker: this.person('broker', of),
      evaluator: this.person('evaluator', of),
      reviewer: this.person('reviewer', of),
      analyst: this.person('analyst', of),
      schools: [],
    };
  }

  /** A school is invited, and its head and its chair sign the charter for it. */
  async joins({ urn, head, chair }: School, { id, broker }: Partnership): Promise<void> {
    const at = `partnerships/${id}`;
    await broker.does(`${at}/invitations`, { urn, until: NEXT_YEAR });
    for (const by of [head, chair]) await by.does(`${at}/signatures`, { urn, version: 1 });
  }
}

/** The day on which every story is told, and what lies around it. */
export const TODAY = '2025-11-03';
export const YEAR = '202526';
export const LAST_YEAR = '202425';
export const TERM = 'Autumn term';
export const NEXT_YEAR = '2026-11-03';
export const WINDOW = { from: TODAY, to: '2026-02-13' };
