import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from './readIfThere.ts';

/**
 * Programs that show a running desktop elsewhere, by the name the kernel keeps of them (15 bytes).
 * gnome-remote-desktop is not among them: its service also runs where nothing is shared.
 */
const SHARERS: ReadonlySet<string> = new Set([
  'x11vnc',
  'x0vncserver',
  'x0tigervncserve',
  'wayvnc',
  'krfb',
  'krdpserver',
  'vino-server',
  'xrdp-chansrv',
]);

/** `:1`, `:1.0` and `unix:1` are display 1 of this machine; anything else is not. */
export function numberOfDisplay(display: string | undefined): string | undefined {
  return /^(?:unix)?:(\d+)(?:\.\d+)?$/.exec(display ?? '')?.[1];
}

/**
 * The program that serves a display of this machine. X servers leave their process id in
 * `/tmp/.X<number>-lock` (Xserver(1)), unless they chose the number themselves. Undefined where there
 * is no such file; rejects when it or the process behind it cannot be read.
 */
export async function readDisplayServer(number: string, root = '/'): Promise<string | undefined> {
  const lock = await readIfThere(path.join(root, `tmp/.X${number}-lock`));
  const pid = /^\s*(\d+)\s*$/.exec(lock ?? '')?.[1];
  if (pid === undefined) return undefined;
  return (await readFile(path.join(root, 'proc', pid, 'comm'), 'utf8')).trim();
}

/** Which of the known sharers run, each once. Processes that end while they are read are passed over. */
export async function readSharers(root = '/'): Promise<string[]> {
  const folder = path.join(root, 'proc');
  const pids = (await readdir(folder)).filter((name) => /^\d+$/.test(name));
  const names = await Promise.all(
    pids.map((pid) => readFile(path.join(folder, pid, 'comm'), 'utf8').catch(() => '')),
  );
  return [...new Set(names.map((name) => name.trim()).filter((name) => SHARERS.has(name)))];
}
