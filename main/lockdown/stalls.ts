import { incident, type Measure } from './measure.ts';

/** How often it is looked whether time went on as it should. Milliseconds. */
const EVERY = 1_000;
/** Longer than a busy machine makes anybody wait: somebody stopped the app. Milliseconds. */
const STALL = 5_000;
/** More than time servers correct at once on a machine that is awake. Milliseconds. */
const JUMP = 30_000;

/**
 * A stopped app and a changed clock. Nothing is kept from happening: a debugger, SIGSTOP and the
 * machine's owner can do both; the institution is told for how long. Sleep has an incident of its own.
 */
export const stalls: Measure = {
  name: 'stalls',
  needed: false,
  applies: () => true,
  hold({ electron: { powerMonitor }, report, clock }) {
    let ticks = clock.ticks();
    let offset = clock.offset();
    let slept = false;
    const sleeps = (): void => {
      slept = true;
    };
    const look = (): void => {
      const ran = clock.ticks() - ticks;
      // The server's clock minus the computer's: what the computer's gained, this lost.
      const jumped = offset - clock.offset();
      ticks += ran;
      offset -= jumped;
      if (slept) {
        slept = false;
        return;
      }
      if (ran > STALL) report(incident('app_stalled', 'notice', forSeconds('stalled_for', ran)));
      if (Math.abs(jumped) > JUMP)
        report(incident('clock_changed', 'notice', forSeconds('clock_by', jumped)));
    };
    const timer = setInterval(look, EVERY);
    powerMonitor.on('suspend', sleeps);
    powerMonitor.on('resume', sleeps);
    return Promise.resolve(() => {
      clearInterval(timer);
      powerMonitor.off('suspend', sleeps);
      powerMonitor.off('resume', sleeps);
      return Promise.resolve();
    });
  },
};

function forSeconds(code: string, milliseconds: number) {
  return { code, values: { seconds: Math.round(milliseconds / 1000) } };
}
