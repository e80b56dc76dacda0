import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startDisplay, type Display } from '../../../scripts/display.mjs';
import type { BuiltPackage } from './packages.ts';
import { addPerson, type Person } from './person.ts';
import { run, succeed } from './command.ts';

/** Until the page has marked its text and offers it to others; ms. */
const MARKING_TAKES = 500;

/** A screen with a window manager, and the person before it. */
export interface Desktop {
  readonly display: string;
  readonly person: Person;
  /** Titles of the windows that the window manager knows. */
  titles(): Promise<string[]>;
  /** Waits for a window whose title begins so. */
  seesWindow(title: string, timeout?: number): Promise<void>;
  /** The text in the window whose title begins so: all of it is marked, as a person would to copy it. */
  reads(title: string): Promise<string>;
  /** Closes the window of exactly this title by the window manager's own means. */
  closeWindow(title: string): Promise<void>;
  /** The desktop entry that opens our links for this person. */
  handler(): Promise<string>;
  /** A picture of the whole screen, for whoever looks into a failure. */
  picture(file: string): Promise<void>;
  close(): Promise<void>;
}

interface OpenWindow {
  /** As the X server counts it. */
  readonly id: string;
  readonly title: string;
}

export async function openDesktop(): Promise<Desktop> {
  const screen: Display = await startDisplay();
  const display = screen.name;
  const person = await addPerson(display);
  const env = { ...process.env, DISPLAY: display };
  const windows = async (): Promise<OpenWindow[]> => {
    const { output } = await run(['wmctrl', '-l'], { env });
    // Window, desktop, host, and the title as it is.
    return [...output.matchAll(/^(0x\w+) +-?\d+ +\S+ (.*)$/gm)].map(([, id = '', title = '']) => ({
      id,
      title,
    }));
  };
  const titles = async (): Promise<string[]> => (await windows()).map(({ title }) => title);
  const windowOf = async (start: string): Promise<string> => {
    const found = (await windows()).find(({ title }) => title.startsWith(start));
    if (found === undefined)
      throw new Error(`no window "${start}"; there are: ${(await titles()).join(' | ')}`);
    return found.id;
  };
  return {
    display,
    person,
    titles,
    async seesWindow(title, timeout = 30_000) {
      const deadline = Date.now() + timeout;
      while (!(await titles()).some((seen) => seen.startsWith(title))) {
        if (Date.now() > deadline) await windowOf(title);
        await wait(200);
      }
    },
    async reads(title) {
      const focus = ['xdotool', 'windowactivate', '--sync', await windowOf(title)];
      await succeed([...focus, 'key', '--clearmodifiers', 'ctrl+a'], { env });
      await wait(MARKING_TAKES);
      return succeed(['xclip', '-o', '-selection', 'primary'], { env, limit: 5_000 });
    },
    async closeWindow(title) {
      await succeed(['wmctrl', '-F', '-c', title], { env });
    },
    handler: async () =>
      (
        await person.run(['xdg-mime', 'query', 'default', 'x-scheme-handler/invigil'])
      ).output.trim(),
    async picture(file) {
      await mkdir(path.dirname(file), { recursive: true });
      const grab = ['ffmpeg', '-loglevel', 'error', '-y', '-f', 'x11grab', '-i', display];
      await succeed([...grab, '-frames:v', '1', file]);
    },
    async close() {
      await person.remove();
      await screen.end();
    },
  };
}

/**
 * The person's own copy of the package's desktop entry, with switches added to its command: the way a
 * link opened by the desktop can carry any. The program, the link's place and all else stay.
 */
export async function addSwitches(
  { desktopEntry, handler, executable }: BuiltPackage,
  { home, name }: Person,
  switches: readonly string[],
): Promise<void> {
  const entry = await readFile(desktopEntry, 'utf8');
  const own = entry.replace(`Exec=${executable} `, `Exec=${executable} ${switches.join(' ')} `);
  if (own === entry) throw new Error(`${desktopEntry} does not start ${executable}`);
  const folder = path.join(home, '.local/share/applications');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, handler), own);
  await succeed(['chown', '-R', `${name}:`, path.join(home, '.local')]);
}
