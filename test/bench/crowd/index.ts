import type { Quiet } from '../machine/quiet.ts';
import { measureBeating, type Beating } from './beating.ts';
import { signInAdministrator } from './administrator.ts';
import { measureRatio, type Ratio } from './ratio.ts';
import { measureReaching, type Reaching } from './reaching.ts';
import { CONNECTIONS, startServers } from './servers.ts';
import { measureStarting, type Starting } from './starting.ts';
import { measureStudents, type Students } from './students.ts';

export interface CrowdFigures {
  readonly starting: Starting;
  readonly beating: Beating;
  readonly reaching: Reaching;
  /** Over few connections and over many. */
  readonly ratios: readonly Ratio[];
  readonly students: Students;
}

/** How much of everything; less of it tries the benchmark itself. */
export interface Crowd {
  readonly candidates: number;
  readonly startSeconds: number;
  readonly beatSeconds: number;
  readonly runs: number;
}

/** An institution's busiest hour against two server processes and one PostgreSQL on this machine. */
export async function measureCrowd(
  { candidates, startSeconds, beatSeconds, runs }: Crowd,
  { folder, quiet, say }: { folder: string; quiet: Quiet; say: (line: string) => void },
): Promise<CrowdFigures> {
  const servers = await startServers(folder);
  try {
    await quiet.wait();
    // What runs once before the doors open: code that is compiled, tables that are known.
    await measureStarting(servers, Math.min(candidates, 500), 5);
    say(`${candidates} candidates start within ${startSeconds} s`);
    const { figures: starting, holders } = await measureStarting(servers, candidates, startSeconds);
    say(
      `p99 of a start ${Math.round(starting.start.p99)} ms; their heartbeats for ${beatSeconds} s`,
    );
    const beating = await measureBeating(servers, holders, beatSeconds);
    say(`p99 of a heartbeat ${Math.round(beating.beats.p99)} ms`);
    const staff = await signInAdministrator(servers);
    const reaching = await measureReaching(servers, holders, staff);
    say(`p99 of a message to an app ${Math.round(reaching.messages.p99)} ms`);
    const ratios: Ratio[] = [];
    for (const connections of [CONNECTIONS / 4, CONNECTIONS]) {
      ratios.push(await measureRatio(servers, { connections, runs, quiet, say }));
    }
    const students = await measureStudents(servers, staff);
    return { starting, beating, reaching, ratios, students };
  } finally {
    await servers.stop();
  }
}
