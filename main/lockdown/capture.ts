import type { Measure } from './measure.ts';

/**
 * Keeps our window out of other programs' captures. Windows 10 2004 and later hold it, macOS only for
 * programs that do not use ScreenCaptureKit, Linux not at all; so recorders are looked for besides.
 */
export const capture: Measure = {
  name: 'capture',
  needed: false,
  applies: (policy) => policy.capture.excludesOwnWindows,
  hold({ window }) {
    window.setContentProtection(true);
    return Promise.resolve(() => {
      if (!window.isDestroyed()) window.setContentProtection(false);
      return Promise.resolve();
    });
  },
};
