import { findSideChannels } from '../system/sideChannels/findings.ts';
import { incident, type Measure } from './measure.ts';

/**
 * What brings something over the exam or takes it elsewhere, as far as the system tells: an incident each,
 * once, whether it is on at the start or comes on later. A setting counts only where the exam has switched
 * it off: elsewhere its being on is nobody's fault. Never covers.
 */
export const sideChannels: Measure = {
  name: 'side channels',
  needed: false,
  applies: ({ sideChannels: { settings } }) => settings !== 'untouched',
  hold({ system, policy, report, warn, electron: { screen }, onCheckAgain }) {
    const channels = system.sideChannels;
    if (channels === undefined) return Promise.resolve(() => Promise.resolve());
    const told = new Set<string>();
    let held = true;
    let failing = false;
    let last = Promise.resolve();

    const look = async (): Promise<void> => {
      const reading = await channels.read();
      if (!held) return;
      failing = false;
      const open = policy.sideChannels.settings === 'held' ? reading.open : [];
      for (const { severity, evidence } of findSideChannels({ ...reading, open })) {
        const words = JSON.stringify(evidence);
        if (told.has(words)) continue;
        told.add(words);
        report(incident('side_channel_on', severity, evidence));
      }
    };
    const lookInTurn = (): Promise<void> => {
      last = last.then(look).catch((cause: unknown) => {
        if (!failing) warn('side channels could not be looked for', cause);
        failing = true;
      });
      return last;
    };
    const lookSoon = (): void => void lookInTurn();
    const timer = setInterval(lookSoon, channels.interval);
    // A screen elsewhere is a screen that came.
    screen.on('display-added', lookSoon);
    onCheckAgain(lookInTurn);
    lookSoon();
    return Promise.resolve(() => {
      held = false;
      clearInterval(timer);
      screen.off('display-added', lookSoon);
      return Promise.resolve();
    });
  },
};
