import type { WindowArea } from '../windowArea.ts';
import { textOf, type Handle, type Libraries } from './libraries.ts';

/** A top-level window, by who owns it and how it lies over others. Its title is never read. */
export interface TopWindow {
  /** Its handle. */
  readonly id: bigint;
  readonly pid: number;
  readonly className: string;
  readonly visible: boolean;
  /** Shown as its button in the task bar alone. */
  readonly minimised: boolean;
  /** Kept out of sight by the system: store apps that wait, windows of other virtual desktops. */
  readonly cloaked: boolean;
  readonly topmost: boolean;
  /** Never takes the focus, as overlays and on-screen keyboards. */
  readonly noActivate: boolean;
  /** Has no button in the task bar. */
  readonly toolWindow: boolean;
  /** Clicks fall through it. */
  readonly clickThrough: boolean;
  /** What captures show of it: all, a black area, or nothing, as of an overlay that hides. */
  readonly capture: 'shown' | 'blacked_out' | 'excluded';
  /** In pixels of the whole desktop. */
  readonly bounds: WindowArea;
}

export interface WindowCalls {
  /** From the front to the back. */
  readonly listWindows: (which?: 'all' | 'visible') => TopWindow[];
  /** Of the window in front; undefined while there is none. */
  readonly foregroundPid: () => number | undefined;
}

/** winuser.h and dwmapi.h. */
const GWL_EXSTYLE = -20;
const STYLE = {
  topmost: 0x8,
  clickThrough: 0x20,
  toolWindow: 0x80,
  noActivate: 0x0800_0000,
} as const;
const DWMWA_CLOAKED = 14;
/** SetWindowDisplayAffinity: WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE (Windows 10 2004). */
const AFFINITY = new Map([
  [0x1, 'blacked_out'],
  [0x11, 'excluded'],
] as const);
/** Longest name of a window class, with its end (RegisterClassEx). */
const LONGEST_CLASS = 257;
/** Frame in which every store app is shown; the app itself owns a window inside. */
const STORE_FRAME = 'ApplicationFrameWindow';

export function bindWindows({ koffi, library }: Libraries): WindowCalls {
  const user32 = library('user32');
  const visit = koffi.pointer(koffi.proto('int', ['void *', 'intptr_t']));
  const enumerate: (visit: Visit, value: number) => number = user32.func('EnumWindows', 'int', [
    visit,
    'intptr_t',
  ]);
  const enumerateInside: (window: Handle, visit: Visit, value: number) => number = user32.func(
    'EnumChildWindows',
    'int',
    ['void *', visit, 'intptr_t'],
  );
  const front: () => Handle = user32.func('void *GetForegroundWindow()');
  const owner: (window: Handle, pid: [number]) => number = user32.func(
    'uint32_t GetWindowThreadProcessId(void *window, _Out_ uint32_t *pid)',
  );
  const classOf: (window: Handle, name: Buffer, units: number) => number = user32.func(
    'int GetClassNameW(void *window, void *name, int units)',
  );
  const isVisible: (window: Handle) => number = user32.func('int IsWindowVisible(void *window)');
  const isMinimised: (window: Handle) => number = user32.func('int IsIconic(void *window)');
  const longOf: (window: Handle, index: number) => number | bigint = user32.func(
    'intptr_t GetWindowLongPtrW(void *window, int index)',
  );
  const affinityOf: (window: Handle, affinity: [number]) => number = user32.func(
    'int GetWindowDisplayAffinity(void *window, _Out_ uint32_t *affinity)',
  );
  const rectangleOf: (window: Handle, rectangle: Buffer) => number = user32.func(
    'int GetWindowRect(void *window, void *rectangle)',
  );
  const attributeOf: (window: Handle, which: number, value: Buffer, bytes: number) => number =
    library('dwmapi').func(
      'int32_t DwmGetWindowAttribute(void *window, uint32_t which, void *value, uint32_t bytes)',
    );

  const name = Buffer.alloc(LONGEST_CLASS * 2);
  const rectangle = Buffer.alloc(16);
  const cloak = Buffer.alloc(4);
  const classNameOf = (window: Handle): string =>
    textOf(name, classOf(window, name, LONGEST_CLASS));
  const pidOf = (window: Handle): number => {
    const pid: [number] = [0];
    owner(window, pid);
    return pid[0];
  };
  /** The pid of the program that a person would name: of a store app not its frame's. */
  const ownerOf = (window: Handle, className: string): number => {
    const pid = pidOf(window);
    if (className !== STORE_FRAME) return pid;
    let inside: number | undefined;
    enumerateInside(
      window,
      (child) => {
        const other = pidOf(child);
        if (other !== pid && other !== 0) inside = other;
        return inside === undefined ? 1 : 0;
      },
      0,
    );
    return inside ?? pid;
  };
  const describe = (window: Handle): TopWindow => {
    const className = classNameOf(window);
    const style = Number(longOf(window, GWL_EXSTYLE));
    const affinity: [number] = [0];
    const isKnown = affinityOf(window, affinity) !== 0;
    rectangle.fill(0);
    rectangleOf(window, rectangle);
    const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => rectangle.readInt32LE(at)) as [
      number,
      number,
      number,
      number,
    ];
    return {
      id: window ?? 0n,
      pid: ownerOf(window, className),
      className,
      visible: isVisible(window) !== 0,
      minimised: isMinimised(window) !== 0,
      cloaked: attributeOf(window, DWMWA_CLOAKED, cloak, 4) === 0 && cloak.readUInt32LE() !== 0,
      topmost: (style & STYLE.topmost) !== 0,
      noActivate: (style & STYLE.noActivate) !== 0,
      toolWindow: (style & STYLE.toolWindow) !== 0,
      clickThrough: (style & STYLE.clickThrough) !== 0,
      capture: (isKnown ? AFFINITY.get(affinity[0] as 0x1 | 0x11) : undefined) ?? 'shown',
      bounds: { x: left, y: top, width: right - left, height: bottom - top },
    };
  };

  return {
    listWindows(which = 'all') {
      const windows: Handle[] = [];
      // Only collected here: an exception in a callback would end the list as if it were whole.
      enumerate((window) => windows.push(window), 0);
      const wanted =
        which === 'all' ? windows : windows.filter((window) => isVisible(window) !== 0);
      return wanted.map(describe);
    },
    foregroundPid() {
      const window = front();
      const pid = window === null ? 0 : ownerOf(window, classNameOf(window));
      return pid === 0 ? undefined : pid;
    },
  };
}

/** Told of one window after another; anything but 0 goes on. */
type Visit = (window: Handle, value: number) => number;
