import type { ProcessIdentity } from '../../../contract/processRules.ts';
import type { WindowsReading } from '../windowsOver.ts';
import type { NativeWindows } from './native.ts';
import { readWindowsProcess, type ProcessReader } from './processScanner.ts';
import type { Bounds, TopWindow } from './topWindows.ts';

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

/** Smaller ones hide nothing and show nothing, pixels. */
const WORTH_SEEING = { width: 40, height: 20 };

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
  const owners = windows
    .slice(0, place)
    .filter((window) => window.pid !== own && isOver(window, exam.bounds))
    .map(({ pid }) => pid);
  return {
    shown: exam.visible,
    over: [...new Set(owners)]
      .map((pid): Partial<ProcessIdentity> => readWindowsProcess(native, pid) ?? {})
      .filter(({ name = '' }) => !WELCOME.has(name.toLowerCase())),
  };
}

function isOver({ visible, cloaked, minimised, clickThrough, bounds }: TopWindow, exam: Bounds) {
  if (!visible || cloaked || minimised || clickThrough) return false;
  if (bounds.width < WORTH_SEEING.width || bounds.height < WORTH_SEEING.height) return false;
  return overlap(bounds, exam);
}

function overlap(one: Bounds, other: Bounds): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
