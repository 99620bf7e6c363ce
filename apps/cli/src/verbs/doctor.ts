import type { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import { table } from '../table.js';
import type { World } from '../world.js';
import type { AddVerb } from '../verb.js';

/** `groundswell doctor`: what is wrong with this installation, and what to do. */
export function addDoctor(program: Command, verb: AddVerb, world: World): void {
  verb(program, 'doctor', 'examine this installation', async () => {
    const findings = await examine(world);
    const rows = findings.map(({ check, state, says }) => [state, check, says]);
    return {
      data: { findings },
      text: table(['', 'check', 'finding'], rows),
      ok: findings.every((it) => it.state !== 'wrong'),
    };
  });
}
