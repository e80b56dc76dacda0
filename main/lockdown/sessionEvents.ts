import { incident, secondsBetween, type Measure } from './measure.ts';

/** Screen lock and sleep, with how long they lasted. Nothing is kept from happening: both are the candidate's right. */
export const sessionEvents: Measure = {
  name: 'session events',
  needed: false,
  applies: () => true,
  hold({ electron: { powerMonitor }, report, clock }) {
    const pair = (
      begin: 'screen_locked' | 'system_suspended',
      end: 'screen_unlocked' | 'system_resumed',
    ) => {
      let since: number | undefined;
      return {
        began: () => {
          since = clock.now();
          report(incident(begin, 'notice'));
        },
        ended: () => {
          const seconds = since === undefined ? undefined : secondsBetween(since, clock.now());
          since = undefined;
          const evidence = seconds === undefined ? [] : [{ code: 'away_for', values: { seconds } }];
          report(incident(end, 'info', ...evidence));
        },
      };
    };
    const locked = pair('screen_locked', 'screen_unlocked');
    const suspended = pair('system_suspended', 'system_resumed');
    powerMonitor.on('lock-screen', locked.began);
    powerMonitor.on('unlock-screen', locked.ended);
    powerMonitor.on('suspend', suspended.began);
    powerMonitor.on('resume', suspended.ended);
    return Promise.resolve(() => {
      powerMonitor.off('lock-screen', locked.began);
      powerMonitor.off('unlock-screen', locked.ended);
      powerMonitor.off('suspend', suspended.began);
      powerMonitor.off('resume', suspended.ended);
      return Promise.resolve();
    });
  },
};
