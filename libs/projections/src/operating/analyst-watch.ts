import type pg from 'pg';
import type { RunnerLog } from '../following/log.js';
import { ANALYST_ROLE } from './analyst-role.js';

/** How long an analyst's session may look at one state of the data, and how long it may do nothing, in milliseconds. */
export interface AnalystLimits {
  readonly transactionMs: number;
  readonly idleMs: number;
}

const LIMITS: AnalystLimits = { transactionMs: 60_000, idleMs: 60 * 60 * 1_000 };
const EVERY_MS = 5_000;

/** Analysts are those whom `grantAnalyst` made members; an account of the house that may grant the role is none. */
const END = `
  select a.pid, a.usename as role, pg_terminate_backend(a.pid) as ended
  from pg_stat_activity a join pg_roles r on r.oid = a.usesysid
  where a.datname = current_database() and a.backend_type = 'client backend'
    and not r.rolsuper and r.rolname <> current_user
    and exists (
      select from pg_auth_members m join pg_roles analysts on analysts.oid = m.roleid
      where analysts.rolname = '${ANALYST_ROLE}' and m.member = a.usesysid and not m.admin_option)
    and (clock_timestamp() - a.xact_start > $1 * interval '1 ms'
      or (a.state = 'idle' and clock_timestamp() - a.state_change > $2 * interval '1 ms'))`;

/**
 * Ends sessions of analysts that look at one state of the data too long, or do nothing. A role can lift every timeout of
 * PostgreSQL that is set for it; an old view of the data keeps what was erased on the disk, and a lock that was taken by
 * reading is in the way of a read model's next version.
 */
export class AnalystWatch {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();
  /** A look failed and none succeeded since: it is told once. */
  private failing = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly log: RunnerLog,
    private readonly limits: AnalystLimits = LIMITS,
  ) {}

  /** Looks now and every few seconds, one look at a time. */
  start(): void {
    this.looking = this.look()
      .then(() => {
        this.failing = false;
      })
      .catch((error: unknown) => {
        if (!this.failing) this.log.warn({ error }, 'sessions of analysts cannot be looked at');
        this.failing = true;
      })
      .then(() => {
        this.timer = setTimeout(() => this.start(), EVERY_MS).unref();
      });
  }

  /** Waits for a look under way, and looks no more. */
  async stop(): Promise<void> {
    await this.looking;
    clearTimeout(this.timer);
  }

  /** One look; answers how many sessions were ended. */
  async look(): Promise<number> {
    const { transactionMs, idleMs } = this.limits;
    const { rows } = await this.pool.query<{ pid: number; role: string; ended: boolean }>(END, [
      transactionMs,
      idleMs,
    ]);
    const ended = rows.filter((it) => it.ended);
    for (const { role, pid } of ended)
      this.log.warn({ role, pid }, 'the session of an analyst took too long and was ended');
    return ended.length;
  }
}
