import type { Pool } from 'pg';
import { type Obstacle, Obstacles } from '#register';

/** What support and partnerships still need a person for: the read models know. */
export class ReadModelObstacles extends Obstacles {
  constructor(private readonly pool: Pool) {
    super();
  }

  async of(personId: string): Promise<readonly Obstacle[]> {
    return [
      ...(await this.deployments(personId)),
      ...(await this.providers(personId)),
      ...(await this.leads(personId)),
    ];
  }

  private async deployments(personId: string): Promise<Obstacle[]> {
    const { rows } = await this.pool.query<{ id: string; state: string }>(
      `select d.deployment_id as id, d.state from read.provider_directory p
       join read.deployment_tracker d on d.leader_id = p.provider_id
       where p.person_id = $1 and d.state not in ('completed', 'closed', 'declined', 'terminated')
       order by d.deployment_id`,
      [personId],
    );
    return rows.map(({ id, state }) => ({
      code: 'leads-live-deployment',
      detail: `They lead deployment ${id}, which is ${state}: complete, decline or terminate it first.`,
    }));
  }

  private async providers(personId: string): Promise<Obstacle[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      `select provider_id as id from read.provider_directory
       where person_id = $1 and state <> 'suspended' order by provider_id`,
      [personId],
    );
    return rows.map(({ id }) => ({
      code: 'still-a-provider',
      detail: `They can still be matched as provider ${id}: suspend it first.`,
    }));
  }

  private async leads(personId: string): Promise<Obstacle[]> {
    const { rows } = await this.pool.query<{ id: string; role: string }>(
      `select partnership_id as id, lead->>'role' as role
       from read.partnership_directory, jsonb_array_elements(leads) lead
       where lead->>'personId' = $1 order by 1, 2`,
      [personId],
    );
    return rows.map(({ id, role }) => ({
      code: 'leads-partnership',
      detail: `They are the ${role} of partnership ${id}: appoint another in their place first.`,
    }));
  }
}
