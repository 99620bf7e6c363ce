import { readFileSync } from 'node:fs';
import { need, onPlatform } from './http.js';
import { load } from './load.js';

/** Writing at full speed for minutes: the rate and the memory of each, beside the bare route's rate. */
export interface SteadyFigures {
  readonly unit: 'answers/s';
  readonly connections: number;
  readonly bare: number;
  readonly minutes: readonly {
    readonly perSecond: number;
    readonly p99: number;
    /** Resident memory of the platform at the end of the minute, in MB; 0 where the system does not tell. */
    readonly residentMb: number;
  }[];
}

const CONNECTIONS = 64;

/** `seconds` for each of `minutes`. Throws when a command is refused. */
export const benchSteady = (minutes = 4, seconds = 60): Promise<SteadyFigures> =>
  onPlatform('apps/platform/src/main.js', async ({ url, bareUrl, headers, pid }) => {
    const busy = { connections: CONNECTIONS, seconds };
    const bare = await load(`${bareUrl}/rows`, {}, need, { ...busy, seconds: seconds / 4 });
    const figures: SteadyFigures['minutes'][number][] = [];
    for (let minute = 0; minute < minutes; minute++) {
      const { perSecond, p99, failed } = await load(`${url}/v1/needs`, headers, need, busy);
      if (failed > 0) throw new Error(`${failed} commands were refused`);
      figures.push({ perSecond: Math.round(perSecond), p99, residentMb: residentMb(pid) });
    }
    return {
      ...{ unit: 'answers/s', connections: CONNECTIONS },
      ...{ bare: Math.round(bare.perSecond), minutes: figures },
    };
  });

function residentMb(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return 0;
  }
}
