import { spawn, type ChildProcess } from 'node:child_process';

/** Hears whether windows came, went, moved or changed their order on an X11 display. */
export interface WindowsWatch {
  /**
   * Whether anything may have changed since this was asked last; always true when the listener is missing or
   * has ended. A listener that somebody stopped says nothing: look now and then all the same.
   */
  readonly changed: () => boolean;
  readonly end: () => void;
}

/** xev tells of every window directly under the root, those that no window manager knows included. */
const listen = (): ChildProcess =>
  spawn('xev', ['-root', '-event', 'substructure'], { stdio: ['ignore', 'pipe', 'ignore'] });

/** Messages from one program to another, which are told too, change nothing by themselves. */
const CHANGES = /^(Create|Destroy|Map|Unmap|Reparent|Configure|Gravity|Circulate)Notify event/m;

/**
 * Each look at all windows starts programs; being told costs nothing while nothing happens. The listener
 * ends with its pipe, so that a killed app leaves none behind.
 */
export function watchWindows(start: () => ChildProcess = listen): WindowsWatch {
  const child = start();
  let hears = true;
  let changed = true;
  const deaf = (): void => {
    hears = false;
  };
  child.on('error', deaf);
  child.on('exit', deaf);
  child.stdout?.on('data', (told: Buffer) => {
    changed ||= CHANGES.test(told.toString('latin1'));
  });
  return {
    changed() {
      const told = changed || !hears;
      changed = false;
      return told;
    },
    end() {
      child.kill('SIGKILL');
    },
  };
}
