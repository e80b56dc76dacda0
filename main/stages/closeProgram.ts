import { setTimeout as wait } from 'node:timers/promises';
import type { ClosingOutcome } from '../../contract/channels.ts';
import type { ProcessEnder } from '../system/endProcess.ts';
import type { RunningProcess } from '../system/runningProcess.ts';
import { forbiddenRunning, type ForbiddenSources } from './forbiddenRunning.ts';
import type { StageParts } from './parts.ts';

/** Milliseconds in which a program that was asked may end, and between two looks whether it has. */
const PATIENCE = 4_000;
const AGAIN = 200;

export type CloseProgram = (rule: string, force: boolean) => Promise<ClosingOutcome>;

interface Deps extends ForbiddenSources, Pick<StageParts, 'log'> {
  readonly ender: ProcessEnder;
}

/**
 * "Close it for me": asks every process that one rule of the exam forbids, and nothing else, to end. Only
 * on the candidate's word; by force only on a second one.
 */
export function programCloser({ ender, log, ...sources }: Deps): CloseProgram {
  const running = async (rule: string): Promise<readonly RunningProcess[]> =>
    (await forbiddenRunning(sources)).get(rule) ?? [];
  const areThere = async (processes: readonly RunningProcess[]): Promise<boolean> => {
    for (const process of processes) if (await ender.isThere(process)) return true;
    return false;
  };
  return async (rule, force) => {
    const found = await running(rule);
    if (found.length === 0) return 'not_found';
    const answers = [];
    for (const process of found) answers.push(await ender.ask(process, force));
    log.info(`${rule}: ${found.length} processes ${force ? 'ended' : 'asked to end'}`);
    const end = performance.now() + PATIENCE;
    while (await areThere(found)) {
      if (answers.every((answer) => answer !== 'asked')) return 'refused';
      if (performance.now() > end) return 'running';
      await wait(AGAIN);
    }
    // A program may start itself anew when a part of it is ended.
    return (await running(rule)).length === 0 ? 'closed' : 'running';
  };
}
