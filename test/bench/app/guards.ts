import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundlePrograms } from '../../setup/bundlePrograms.ts';
import { REPOSITORY } from '../../e2e/support/folders.ts';
import { readProcessorTime } from '../machine/processTree.ts';
import type { Setting } from '../setting.ts';
import { launch, sandboxArguments } from './launch.ts';

/** Shares of one core, 0–1, while nobody does anything. */
export interface GuardsFigures {
  /** How long the held window was watched; the bare one for a fifth of it. */
  readonly seconds: number;
  /** A window in which nothing is held. */
  readonly bare: number;
  /** The same window with every measure of level high held, the programs that they start included. */
  readonly held: number;
}

/** What is only done once, at the start, is over by then (milliseconds). */
const SETTLED = 20_000;

/** What all guards together take of the processor during an exam in which nothing happens. */
export async function measureGuards(setting: Setting, seconds: number): Promise<GuardsFigures> {
  const out = path.join(setting.scratch, 'guards');
  const entry = path.join(REPOSITORY, 'test/escape/programs/heldLockdown.ts');
  await bundlePrograms(out, { heldLockdown: entry });
  const share = async (holds: 'everything' | 'nothing', watched: number): Promise<number> => {
    await setting.quiet.wait();
    const app = launch({
      executable: setting.executable,
      args: [...sandboxArguments, path.join(out, 'heldLockdown.mjs')],
      environment: {
        INVIGIL_USER_DATA: path.join(setting.scratch, `guards-${holds}`),
        INVIGIL_HOLDS: holds,
      },
    });
    try {
      await app.reached('held');
      await wait(SETTLED);
      const before = await readProcessorTime(app.pid);
      await wait(watched * 1000);
      return ((await readProcessorTime(app.pid)) - before) / (watched * 1000);
    } finally {
      await app.end();
    }
  };
  const bare = await share('nothing', Math.ceil(seconds / 5));
  const held = await share('everything', seconds);
  const percent = ((held - bare) * 100).toFixed(2);
  setting.say(`guards: ${percent} % of a core over ${String(seconds)} idle seconds`);
  return { seconds, bare, held };
}
