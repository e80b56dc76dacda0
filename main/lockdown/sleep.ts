import type { Measure } from './measure.ts';

/** An exam is read and thought about: the screen must not go dark meanwhile. Ends with the app at the latest. */
export const sleep: Measure = {
  name: 'sleep',
  needed: false,
  applies: () => true,
  hold({ electron: { powerSaveBlocker } }) {
    const blocker = powerSaveBlocker.start('prevent-display-sleep');
    return Promise.resolve(() => {
      powerSaveBlocker.stop(blocker);
      return Promise.resolve();
    });
  },
};
