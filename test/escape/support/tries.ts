import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { childrenOfKind, examWindow, run, type Programs } from './programs.ts';

/** Makes an attempt. @returns true when it got what it was after */
export type Try = () => Promise<boolean | undefined>;

/** An attempt that is judged by what it changed alone. */
export const nothingGot =
  (done: () => Promise<unknown>): Try =>
  async () => {
    await done();
    return undefined;
  };

/** A terminal without a frame, which no window manager looks after. */
const UNMANAGED = ['-xrm', '*overrideRedirect: true', '-geometry', '60x20+200+200'];

export interface TryTools {
  readonly programs: Programs;
  /** Where programs under forbidden names are put. */
  readonly folder: () => string;
  /** Process id of the app's main process. */
  readonly mainPid: () => number;
}

/** What another program of the same user may do to the exam on X11. */
export interface OtherPrograms {
  /** A terminal that takes the focus, and then more. */
  readonly takeFocus: (...more: readonly string[][]) => Promise<void>;
  readonly overlay: Try;
  readonly otherDesktop: Try;
  readonly stopAndContinue: Try;
  /** Starts a program of a forbidden name. */
  readonly forbidden: (name: string) => Try;
  /** By xdotool, on the exam's window. */
  readonly onExam: (action: string, ...args: readonly string[]) => Try;
  /** By the window manager, on the exam's window. */
  readonly managed: (...args: readonly string[]) => Try;
  /** Ends the app's processes of one kind, by the switch Chromium gives them. */
  readonly endChildren: (kind: string) => Try;
}

export function otherPrograms({ programs, folder, mainPid }: TryTools): OtherPrograms {
  return {
    async takeFocus(...more) {
      programs.start('xterm', '-T', 'thief', '-e', 'sleep', '60');
      await run('xdotool', ['search', '--sync', '--name', '^thief$', 'windowactivate']);
      // The manager's list follows the display by a moment.
      await wait(200);
      for (const args of more) await run('wmctrl', ['-r', 'thief', ...args]);
    },
    overlay: nothingGot(async () => {
      programs.start('xterm', ...UNMANAGED, '-e', 'sleep', '60');
      await wait(6_000);
    }),
    otherDesktop: nothingGot(async () => {
      await run('wmctrl', ['-n', '2']);
      await run('wmctrl', ['-s', '1']);
      await wait(1_000);
    }),
    stopAndContinue: nothingGot(async () => {
      process.kill(mainPid(), 'SIGSTOP');
      await wait(8_000);
      process.kill(mainPid(), 'SIGCONT');
      await wait(2_000);
    }),
    forbidden: (name) =>
      nothingGot(async () => {
        const program = path.join(folder(), name);
        await copyFile('/bin/sleep', program);
        programs.start(program, '60');
        await wait(4_000);
      }),
    onExam: (action, ...args) =>
      nothingGot(async () => run('xdotool', [action, await examWindow(), ...args])),
    managed: (...args) => nothingGot(() => run('wmctrl', ['-x', '-r', 'invigil', ...args])),
    endChildren: (kind) =>
      nothingGot(async () => {
        for (const pid of await childrenOfKind(mainPid(), kind)) process.kill(pid, 'SIGKILL');
        await wait(3_000);
      }),
  };
}
