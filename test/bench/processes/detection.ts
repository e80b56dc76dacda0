import { spawn } from 'node:child_process';
import { chmod, copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Incident } from '../../../contract/incident.ts';
import { PRESET_RULES } from '../../../contract/processRules.ts';
import type { HoldDeps } from '../../../main/lockdown/measure.ts';
import { processes } from '../../../main/lockdown/processes.ts';
import { createLinuxScanner } from '../../../main/system/processesLinux.ts';
import { percentile } from '../statistics.ts';

interface Delay {
  readonly median: number;
  readonly p95: number;
  readonly most: number;
}

export interface DetectionFigures {
  readonly times: number;
  /** Milliseconds from just before the spawn to the incident and to the cover. */
  readonly incident: Delay;
  readonly cover: Delay;
  /** Milliseconds until a shell that is long known is noticed to have become the program, by exec. */
  readonly exec: Delay & { readonly times: number };
}

/** Milliseconds after which no process is young any more, with some to spare. */
const AGEING = 8_000;

/** Starts a forbidden program so many times, at any moment between two looks, and waits to be told. */
export async function measureDetection(
  times: number,
  folder: string,
  say: (line: string) => void,
): Promise<DetectionFigures> {
  const program = path.join(folder, 'anydesk');
  await copyFile('/bin/sleep', program);
  await chmod(program, 0o755);
  const told = new Told();
  const scanner = createLinuxScanner();
  const undo = await processes.hold(heldWith(scanner, told));
  const incidents: number[] = [];
  const covers: number[] = [];
  const execs: number[] = [];
  try {
    for (let time = 1; time <= times; time += 1) {
      await wait(Math.random() * scanner.interval);
      const before = performance.now();
      const child = spawn(program, ['60'], { stdio: 'ignore' });
      incidents.push((await told.of('process_forbidden')) - before);
      covers.push((await told.of('covered')) - before);
      child.kill('SIGKILL');
      await told.of('process_forbidden_gone');
    }
    const shells = Array.from({ length: Math.ceil(times / 2) }, () => startShell(program));
    await wait(AGEING);
    for (const shell of shells) {
      await wait(Math.random() * scanner.interval);
      const before = performance.now();
      shell.stdin.end('go\n');
      execs.push((await told.of('process_forbidden')) - before);
      await told.of('covered');
      shell.kill('SIGKILL');
      await told.of('process_forbidden_gone');
    }
  } finally {
    await undo();
  }
  const exec = { times: execs.length, ...summary(execs) };
  const figures = { times, incident: summary(incidents), cover: summary(covers), exec };
  say(`noticed after ${Math.round(figures.incident.median)} ms (median of ${times})`);
  return figures;
}

/** What the measure said, each once, with the moment. */
class Told {
  readonly #moments = new Map<string, number>();
  readonly #waiting = new Map<string, (moment: number) => void>();

  tell(what: string): void {
    const moment = performance.now();
    const waiting = this.#waiting.get(what);
    this.#waiting.delete(what);
    if (waiting === undefined) this.#moments.set(what, moment);
    else waiting(moment);
  }

  of(what: string): Promise<number> {
    const moment = this.#moments.get(what);
    this.#moments.delete(what);
    if (moment !== undefined) return Promise.resolve(moment);
    return new Promise((resolve) => this.#waiting.set(what, resolve));
  }
}

/** Only what the measure takes of what lockdown holds. */
function heldWith(scanner: HoldDeps['system']['scanner'], told: Told): HoldDeps {
  const policy = {
    processes: {
      atStart: 'block',
      during: 'cover',
      offersToClose: true,
      forbidden: PRESET_RULES,
      allowed: [],
    },
  };
  const deps = {
    policy,
    system: { operatingSystem: 'linux', scanner },
    report: ({ kind }: Incident) => told.tell(kind),
    cover: () => told.tell('covered'),
    uncover: () => undefined,
    clock: { ticks: () => performance.now(), now: () => Date.now() },
    warn: (message: string, cause: unknown) => {
      throw new Error(message, { cause });
    },
    onCheckAgain: () => undefined,
    onGoOn: () => undefined,
    onOverruled: () => undefined,
  };
  return deps as unknown as HoldDeps;
}

function summary(values: readonly number[]): Delay {
  const sorted = [...values].sort((one, other) => one - other);
  return {
    median: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    most: percentile(sorted, 1),
  };
}

/** A shell that waits for a line and then becomes the program. */
function startShell(program: string) {
  return spawn('/bin/sh', ['-c', `read line; exec ${program} 60`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}
