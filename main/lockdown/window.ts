import type { Event } from 'electron';
import { incident, type HoldDeps, type Measure } from './measure.ts';
import { coverScreen, enterKiosk, leaveKiosk, rememberWindow } from './windowModes.ts';

/** A desktop takes about this long to give a window its new place; longer when a screen came or went. */
const PLACED_AFTER = 1_000;

/**
 * The window of the level: normal, maximised, or kiosk and always on top. Closing it asks first, or
 * does nothing where only "Leave the exam" ends it; and it is the way it was when all is over.
 */
export const window: Measure = {
  name: 'window',
  needed: true,
  applies: () => true,
  async hold(deps) {
    const { window: held, policy, electron, leaveAsked } = deps;
    const { mode, closing, minimisable } = policy.window;
    const before = rememberWindow(held);
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
      if (mode === 'kiosk') held.setKiosk(true);
    };
    const placeSoon = (): void => {
      clearTimeout(timer);
      if (mode === 'kiosk') timer = setTimeout(() => void makeItCover(deps), PLACED_AFTER);
    };

    held.on('close', closeAsked);
    if (mode === 'kiosk') await enterKiosk(held, policy.window, deps.system.platform);
    else if (mode === 'maximised' && !held.isFullScreen()) held.maximize();
    // Only now: taking hold makes events of the same names.
    held.on('minimize', minimised);
    held.on('unmaximize', unmaximised);
    held.on('leave-full-screen', leftFullScreen);
    electron.screen.on('display-metrics-changed', placeSoon);
    electron.screen.on('display-removed', placeSoon);
    placeSoon();

    return async () => {
      clearTimeout(timer);
      electron.screen.off('display-metrics-changed', placeSoon);
      electron.screen.off('display-removed', placeSoon);
      if (held.isDestroyed()) return;
      held.off('close', closeAsked);
      held.off('minimize', minimised);
      held.off('unmaximize', unmaximised);
      held.off('leave-full-screen', leftFullScreen);
      if (mode === 'kiosk') await leaveKiosk(held, before, deps.system.platform);
      else if (mode === 'maximised' && !before.maximised) held.unmaximize();
    };
  },
};

/** Without a window manager X11 says "full screen" of a window that stays as it was: look, then say so. */
async function makeItCover(deps: HoldDeps): Promise<void> {
  const { window: held, electron, report } = deps;
  if (held.isDestroyed() || (await coverScreen(held, electron.screen))) return;
  const values = { measure: 'window' };
  report(
    incident(
      'lockdown_incomplete',
      'serious',
      { code: 'window_not_covering', values: {} },
      { code: 'lockdown_not_held', values },
    ),
  );
}
