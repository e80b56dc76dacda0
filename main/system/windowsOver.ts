import type { ProcessIdentity } from '../../contract/processRules.ts';
import type { RunCommand } from './command.ts';
import { parseWindowPid, programOfPid } from './foreground.ts';
import { isOver, type WindowArea } from './windowArea.ts';
import { parseSupporting } from './windowManager.ts';

/** What lies between the candidate's eyes and the exam's window. */
export interface WindowsReading {
  /** False when somebody else took our window from the screen; Electron is not told of that. */
  readonly shown: boolean;
  /** The programs of the windows over ours; without a name where they do not give one. */
  readonly over: readonly Partial<ProcessIdentity>[];
}

/** A window directly under the root, with those inside it; its title is never kept. */
export interface TopWindow extends WindowArea {
  readonly id: number;
  readonly inside: readonly { readonly id: number; readonly named: boolean }[];
}

/** `     0x400003 "…": ("xterm" "XTerm")  484x316+1+22  +398+250`; five columns in are the root's own. */
const LINE = /^( +)(0x[0-9a-f]+) .*: \((.*)\) {2}(\d+)x(\d+)\+-?\d+\+-?\d+ {2}\+(-?\d+)\+(-?\d+)$/;
const ROOTS_OWN = 5;

/** The windows under the root in `xwininfo -root -tree`, the uppermost first. */
export function parseTree(text: string): TopWindow[] {
  const tops: (TopWindow & { inside: { id: number; named: boolean }[] })[] = [];
  for (const line of text.split('\n')) {
    const [, indent = '', id = '', named = '', width, height, x, y] = LINE.exec(line) ?? [];
    if (id === '') continue;
    if (indent.length > ROOTS_OWN) {
      tops.at(-1)?.inside.push({ id: Number(id), named: named !== '' });
      continue;
    }
    const [w, h, left, top] = [width, height, x, y].map(Number);
    tops.push({
      id: Number(id),
      width: w ?? 0,
      height: h ?? 0,
      x: left ?? 0,
      y: top ?? 0,
      inside: [{ id: Number(id), named: named !== '' }],
    });
  }
  return tops;
}

/** Everything that one program makes on an X11 display has these bits in common (X protocol, resource ids). */
const maker = (id: number): number => id & ~0x1fffff;

/**
 * The windows over ours that may be somebody's: not the server's (a compositor's overlay), not our own
 * (a list that drops down), not the window manager's own (its menus), not tiny ones.
 */
export function windowsOver(
  tops: readonly TopWindow[],
  ours: number,
  manager?: number,
): TopWindow[] {
  const place = tops.findIndex(({ inside }) => inside.some(({ id }) => id === ours));
  const own = tops[place];
  if (own === undefined) return [];
  return tops.slice(0, place).filter((top) => {
    if (maker(top.id) === 0 || maker(top.id) === maker(ours)) return false;
    const isManagers = manager !== undefined && maker(top.id) === maker(manager);
    if (isManagers && top.inside.every(({ id }) => maker(id) === maker(manager))) return false;
    return isOver(top, own);
  });
}

/** `  Map State: IsViewable`. */
export const isViewable = (text: string): boolean => /Map State: IsViewable/.test(text);

/**
 * Reads an X11 display.
 * @param ours id of our window
 * @returns undefined where nothing can be read, as on Wayland
 */
export async function readWindowsOver(
  run: RunCommand,
  ours: number,
): Promise<WindowsReading | undefined> {
  const look = async (id: number): Promise<boolean> =>
    isViewable(await run('xwininfo', ['-id', String(id)]).catch(() => ''));
  try {
    const tops = parseTree(await run('xwininfo', ['-root', '-tree']));
    const candidates =
      windowsOver(tops, ours).length === 0
        ? []
        : windowsOver(tops, ours, await managersWindow(run));
    const over: Partial<ProcessIdentity>[] = [];
    for (const top of candidates) if (await look(top.id)) over.push(await programOf(top, run));
    return { shown: await look(ours), over };
  } catch {
    return undefined;
  }
}

/** Asked only when something is over ours: each question starts a program. */
async function managersWindow(run: RunCommand): Promise<number | undefined> {
  const manager = parseSupporting(await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK']));
  return manager === undefined ? undefined : Number(manager);
}

async function programOf(top: TopWindow, run: RunCommand): Promise<Partial<ProcessIdentity>> {
  // Inside a window manager's frame the program's own window is the one with a name.
  const { id } = top.inside.find(({ named }) => named) ?? top;
  const told = await run('xprop', ['-id', String(id), '_NET_WM_PID', 'WM_CLASS']).catch(() => '');
  const pid = parseWindowPid(told);
  const program = pid === undefined ? undefined : await programOfPid(pid);
  if (program !== undefined) return program;
  const name = parseClass(told);
  return name === undefined ? {} : { name };
}

/** `WM_CLASS(STRING) = "xterm", "XTerm"`: the first is the program's name. */
export function parseClass(text: string): string | undefined {
  return /WM_CLASS\(\w+\) = "([^"]+)"/.exec(text)?.[1];
}
