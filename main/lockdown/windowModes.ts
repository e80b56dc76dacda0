import type { BrowserWindow, Rectangle, Screen } from 'electron';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import type { LockdownSystem } from './measure.ts';

/** A window as it was before lockdown. */
export interface WindowBefore {
  readonly bounds: Rectangle;
  readonly maximised: boolean;
  readonly fullScreen: boolean;
  readonly alwaysOnTop: boolean;
  readonly minimisable: boolean;
  readonly movable: boolean;
}

export function rememberWindow(window: BrowserWindow): WindowBefore {
  return {
    bounds: window.getNormalBounds(),
    maximised: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    alwaysOnTop: window.isAlwaysOnTop(),
    minimisable: window.isMinimizable(),
    movable: window.isMovable(),
  };
}

/** macOS animates; nobody else takes noticeable time. Milliseconds. */
const CHANGES_WITHIN = 2_000;
/** A moved window reports its new place by then. Milliseconds. */
const MOVED_AFTER = 300;

/** Kiosk has to be entered from a normal window, or leaving it gives a broken one (electron#44755, #8427). */
export async function enterKiosk(
  window: BrowserWindow,
  policy: LockdownPolicy['window'],
  { system, managed }: { system: Pick<LockdownSystem, 'platform'>; managed: boolean },
): Promise<void> {
  if (window.isMinimized()) window.restore();
  if (window.isFullScreen()) {
    const left = once(window, 'leave-full-screen', { signal: AbortSignal.timeout(CHANGES_WITHIN) });
    window.setFullScreen(false);
    // A window manager that never answers must not keep the exam from starting.
    await left.catch(() => undefined);
  }
  if (window.isMaximized()) window.unmaximize();
  window.setMinimizable(policy.minimisable);
  window.setMovable(false);
  // 'screen-saver' is the level above docks, menus and notifications.
  if (policy.alwaysOnTop) window.setAlwaysOnTop(true, 'screen-saver');
  if (system.platform !== 'win32') {
    window.setVisibleOnAllWorkspaces(true, {
      visibleOnFullScreen: true,
      // Turning the process into another type makes the dock icon flicker away and back.
      skipTransformProcessType: true,
    });
  }
  // Without a window manager Electron would believe in a full screen that is not there.
  if (managed) window.setKiosk(true);
  window.show();
  window.moveTop();
  window.focus();
}

/**
 * Sets again what another program took from a kiosk: a window manager does to a window whatever it is
 * asked by anybody, and forgets most of it when the window is unmapped.
 * @param resizes whether a window that does not cover the screen is made to; a desktop may not let it
 * @returns what was missing
 */
export function keepKiosk(
  window: BrowserWindow,
  policy: LockdownPolicy['window'],
  screen: Pick<Screen, 'getDisplayMatching'>,
  resizes: boolean,
): 'nothing' | 'place' | 'size' {
  const isLow = policy.alwaysOnTop && !window.isAlwaysOnTop();
  const { bounds } = screen.getDisplayMatching(window.getBounds());
  const isSmall = !contains(window.getBounds(), bounds);
  if (isLow) window.setAlwaysOnTop(true, 'screen-saver');
  if (isSmall && resizes) {
    // Electron believes in its full screen, and sets no other before this one is left.
    window.setKiosk(false);
    window.setKiosk(true);
  }
  if (isSmall) return 'size';
  return isLow ? 'place' : 'nothing';
}

/**
 * On X11 a window that was hidden, or that somebody sent to another desktop, is on one desktop only. To be
 * asked for again without a look at whether it holds: Electron 33 says no there, also where it does.
 */
export function keepOnAllDesktops(window: BrowserWindow, platform: NodeJS.Platform): void {
  if (platform === 'linux' && !window.isVisibleOnAllWorkspaces())
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
}

/** Undoes what `enterKiosk` did and puts the window back where it was. */
export async function leaveKiosk(
  window: BrowserWindow,
  before: WindowBefore,
  platform: NodeJS.Platform,
): Promise<void> {
  const left = once(window, 'leave-full-screen', { signal: AbortSignal.timeout(MOVED_AFTER) });
  window.setKiosk(false);
  if (platform !== 'win32') window.setVisibleOnAllWorkspaces(false);
  window.setAlwaysOnTop(before.alwaysOnTop);
  window.setMovable(before.movable);
  window.setMinimizable(before.minimisable);
  // Bounds that are set while the desktop still leaves full screen are overwritten by it.
  await left.catch(() => undefined);
  if (window.isDestroyed()) return;
  window.setBounds(before.bounds);
  if (before.maximised) window.maximize();
  if (before.fullScreen) window.setFullScreen(true);
}

/** A desktop may have lost count of whether the window is maximised; then its place is set by hand. */
export function leaveMaximised(window: BrowserWindow, before: WindowBefore): void {
  if (before.maximised) return;
  if (window.isMaximized()) window.unmaximize();
  else window.setBounds(before.bounds);
}

/** Whether the window covers its screen; it is put there by hand when it does not. */
export async function coverScreen(
  window: BrowserWindow,
  screen: Pick<Screen, 'getDisplayMatching'>,
): Promise<boolean> {
  const { bounds } = screen.getDisplayMatching(window.getBounds());
  if (contains(window.getBounds(), bounds)) return true;
  // A little larger: Chromium takes a pixel off windows of exactly the screen's size.
  window.setBounds({
    x: bounds.x,
    y: bounds.y,
    width: bounds.width + 1,
    height: bounds.height + 1,
  });
  await wait(MOVED_AFTER);
  return !window.isDestroyed() && contains(window.getBounds(), bounds);
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
