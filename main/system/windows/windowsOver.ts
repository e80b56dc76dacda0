import type { ProcessIdentity } from '../../../contract/processRules.ts';
import type { WindowsReading } from '../windowsOver.ts';
import type { NativeWindows } from './native.ts';
import { readWindowsProcess, type ProcessReader } from './processScanner.ts';
import { isOver } from '../windowArea.ts';
import type { TopWindow } from './topWindows.ts';

type WindowReader = ProcessReader & Pick<NativeWindows, 'listWindows'>;

/**
 * Programs whose windows may lie over everything, for everyone's good: the shell's own parts, input
 * methods and emoji, on-screen keyboards, magnifiers, screen readers, the question of who may change the
 * computer. File names in small letters.
 */
const WELCOME: ReadonlySet<string> = new Set([
  'explorer.exe',
  'shellexperiencehost.exe',
  'startmenuexperiencehost.exe',
  'searchhost.exe',
  'textinputhost.exe',
  'ctfmon.exe',
  'chsime.exe',
  'imebroker.exe',
  'tabtip.exe',
  'osk.exe',
  'magnify.exe',
  'narrator.exe',
  'voiceaccess.exe',
  'livecaptions.exe',
  'atbroker.exe',
  'nvda.exe',
  'jfw.exe',
  'fusion.exe',
  'zt.exe',
  'consent.exe',
  'lockapp.exe',
  'logonui.exe',
]);

/** Folders and files in a window, of the same program as the task bar. */
const FOLDER_WINDOWS: ReadonlySet<string> = new Set(['CabinetWClass', 'ExploreWClass']);

/**
 * What lies over our window: the windows that Windows lists before it. Left out are those that clicks
 * fall through: drivers of graphics cards and mice keep such windows over everything, on many an innocent
 * computer. (What captures leave out is told all the same, by `hiddenFromCaptures`.)
 * @param ours handle of our window
 * @returns undefined where our window is not among those listed
 */
export function readWindowsOverOurs(
  native: WindowReader,
  ours: bigint,
  own = process.pid,
): WindowsReading | undefined {
  const windows = native.listWindows();
  const place = windows.findIndex(({ id }) => id === ours);
  const exam = windows[place];
  if (exam === undefined) return undefined;
  /** Whose windows they are, and whether one of them shows a folder. */
  const owners = new Map<number, boolean>();
  for (const { pid, className, ...window } of windows.slice(0, place)) {
    if (pid === own || !isSeen(window) || !isOver(window.bounds, exam.bounds)) continue;
    owners.set(pid, owners.get(pid) === true || FOLDER_WINDOWS.has(className));
  }
  return {
    shown: exam.visible,
    over: [...owners].flatMap(([pid, isFolder]) => {
      const program: Partial<ProcessIdentity> = readWindowsProcess(native, pid) ?? {};
      const isWelcome = WELCOME.has((program.name ?? '').toLowerCase());
      return isWelcome && !isFolder ? [] : [program];
    }),
  };
}

function isSeen({
  visible,
  cloaked,
  minimised,
  clickThrough,
}: Omit<TopWindow, 'pid' | 'className'>): boolean {
  return visible && !cloaked && !minimised && !clickThrough;
}
