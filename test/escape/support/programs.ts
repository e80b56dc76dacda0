import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Scene } from './scene.ts';

export const run = promisify(execFile);

/** Programs that an attempt started, to be ended by it. */
export class Programs {
  readonly #children: ChildProcess[] = [];

  start(program: string, ...args: string[]): ChildProcess {
    const child = spawn(program, args, { stdio: 'ignore' });
    this.#children.push(child);
    return child;
  }

  async endAll(): Promise<void> {
    for (const child of this.#children.splice(0)) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
}

/** The exam's window as X11 knows it. */
export async function examWindow(): Promise<string> {
  const { stdout } = await run('xdotool', ['search', '--class', '^invigil$']);
  for (const id of stdout
    .split('\n')
    .filter((line) => line !== '')
    .reverse()) {
    const { stdout: named } = await run('xdotool', ['getwindowname', id]).catch(() => ({
      stdout: '',
    }));
    if (named.trim() !== '') return id;
  }
  throw new Error('the exam’s window is not on the display');
}

/** Closes what an attempt opened; the window manager says by a box of its own what it could not start. */
export async function closeOtherWindows(): Promise<void> {
  const { stdout } = await run('wmctrl', ['-lx']);
  for (const line of stdout.split('\n')) {
    const [id = '', , program = ''] = line.split(/\s+/);
    if (id === '' || /^(xterm|invigil)\./.test(program)) continue;
    await run('wmctrl', ['-i', '-c', id]);
  }
}

/** What an outside program reads of a selection; empty when it has none. */
export async function readSelection(selection: 'clipboard' | 'primary'): Promise<string> {
  const { stdout } = await run('xclip', ['-o', '-selection', selection], { timeout: 3_000 }).catch(
    () => ({ stdout: '' }),
  );
  return stdout;
}

/** Whether the focus is ours again while the other program still runs. */
export async function regainsFocus(scene: Scene, within = 6_000): Promise<boolean> {
  for (const end = Date.now() + within; Date.now() < end;) {
    const { window } = await scene.standing();
    if (window.focused && !window.minimised && window.coversScreen) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

/** Process ids of the app's own children of one kind, by the switch Chromium gives them. */
export async function childrenOfKind(main: number, kind: string): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args=']);
  const all = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || args === undefined) return [];
    return [{ pid: Number(pid), parent: Number(parent), args }];
  });
  const family = new Set([main]);
  // Parents come before children often, not always: until nothing is added.
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all
    .filter(({ pid, args }) => family.has(pid) && args.includes(kind))
    .map(({ pid }) => pid);
}
