import type { Event } from 'electron';
import type { Incident } from '../../contract/incident.ts';
import { incident, type HoldDeps, type Measure } from './measure.ts';
import {
  coverScreen,
  enterKiosk,
  keepKiosk,
  keepOnAllDesktops,
  leaveKiosk,
  leaveMaximised,
  rememberWindow,
} from './windowModes.ts';

/** A desktop takes about this long to give a window its new place; longer when a screen came or went. */
const PLACED_AFTER = 1_000;

/** Between two looks at whether the window still is what it was made. Milliseconds. */
const LOOKS_EVERY = 1_000;
/** Looks after which the window is put on all desktops once more. */
const DESKTOPS_EACH = 5;
/** A desktop that refuses full screen this often in a row is not asked again; it would flicker for ever. */
const VAIN = 3;
/** A program that alters the window all the time is told of this often. Milliseconds. */
const TELLS_EVERY = 60_000;

/**
 * The window of the level: normal, maximised, or kiosk and always on top. Closing it asks first, or
 * does nothing where only "Leave the exam" ends it; and it is the way it was when all is over.
 */
export const window: Measure = {
  name: 'window',
  needed: true,
  applies: () => true,
  async hold(deps) {
    const { window: held, policy, electron, system, leaveAsked } = deps;
    const { mode, closing, minimisable } = policy.window;
    const before = rememberWindow(held);
    const managed = mode !== 'kiosk' || (await system.hasWindowManager());
    let timer: NodeJS.Timeout | undefined;

    const closeAsked = (event: Event): void => {
      event.preventDefault();
      if (closing === 'ask') leaveAsked();
    };
    const minimised = (): void => {
      if (!minimisable) held.restore();
    };
    const unmaximised = (): void => {
      if (mode === 'maximised' && !held.isMinimized()) held.maximize();
    };
    const leftFullScreen = (): void => {
      if (mode === 'kiosk' && managed) held.setKiosk(true);
    };
    const placeSoon = (): void => {
      clearTimeout(timer);
      if (mode === 'kiosk') timer = setTimeout(() => void makeItCover(deps), PLACED_AFTER);
    };

    let toldAt = -Infinity;
    let small = 0;
    let looks = 0;
    const keep = (): void => {
      if (held.isDestroyed() || held.isMinimized()) return;
      const { screen } = electron;
      const resizes = small < VAIN;
      looks += 1;
      if (looks % DESKTOPS_EACH === 0) keepOnAllDesktops(held, system.platform);
      const missing = keepKiosk(held, policy.window, screen, resizes);
      small = missing === 'size' ? small + 1 : 0;
      if (missing === 'nothing' || !resizes) return;
      if (deps.clock.ticks() - toldAt < TELLS_EVERY) return;
      toldAt = deps.clock.ticks();
      deps.report(incident('window_altered', 'notice'));
    };

    held.on('close', closeAsked);
    if (mode === 'kiosk') await enterKiosk(held, policy.window, { system, managed });
    else if (mode === 'maximised' && !held.isFullScreen()) held.maximize();
    // Only now: taking hold makes events of the same names.
    held.on('minimize', minimised);
    held.on('unmaximize', unmaximised);
    held.on('leave-full-screen', leftFullScreen);
    electron.screen.on('display-metrics-changed', placeSoon);
    electron.screen.on('display-removed', placeSoon);
    placeSoon();
    const keeping = mode === 'kiosk' && managed ? setInterval(keep, LOOKS_EVERY) : undefined;
    if (!managed) deps.report(notCovering('window_unmanaged'));

    return async () => {
      clearTimeout(timer);
      clearInterval(keeping);
      electron.screen.off('display-metrics-changed', placeSoon);
      electron.screen.off('display-removed', placeSoon);
      if (held.isDestroyed()) return;
      held.off('close', closeAsked);
      held.off('minimize', minimised);
      held.off('unmaximize', unmaximised);
      held.off('leave-full-screen', leftFullScreen);
      if (mode === 'kiosk') await leaveKiosk(held, before, system.platform);
      else if (mode === 'maximised') leaveMaximised(held, before);
    };
  },
};

/** A desktop may refuse, and a screen that came or went may have moved everything: look, then say so. */
async function makeItCover(deps: HoldDeps): Promise<void> {
  const { window: held, electron, report } = deps;
  if (held.isDestroyed() || (await coverScreen(held, electron.screen))) return;
  report(notCovering('window_not_covering'));
}

function notCovering(code: string): Incident {
  const measure = { code: 'lockdown_not_held', values: { measure: 'window' } };
  return incident('lockdown_incomplete', 'serious', { code, values: {} }, measure);
}
