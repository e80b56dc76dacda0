import { incident, type HoldDeps, type Measure } from './measure.ts';
import { watchPrograms } from './watchPrograms.ts';

/**
 * Looks for forbidden programs again and again. A program is an incident once while it runs, however
 * many processes it has, and again when it is gone; where the policy says so it covers the exam meanwhile.
 */
export const processes: Measure = {
  name: 'processes',
  needed: false,
  applies: (policy) => policy.processes.forbidden.length > 0,
  hold(deps: HoldDeps) {
    const { system, warn, report, onCheckAgain, onGoOn, onOverruled } = deps;
    const watch = watchPrograms(deps);
    let timer: NodeJS.Timeout | undefined;
    let held = true;
    let failing = false;
    let looking: Promise<void> | undefined;

    const look = async (): Promise<void> => {
      try {
        const changes = await system.scanner.look();
        failing = false;
        if (held) watch.saw(changes);
      } catch (cause) {
        // Told once; the next look may succeed.
        if (!failing && held) {
          const values = { measure: 'processes' };
          report(incident('lockdown_incomplete', 'notice', { code: 'lockdown_not_held', values }));
          warn('processes could not be listed', cause);
        }
        failing = true;
      }
    };
    // A scanner tells what is different since its last look, so there is one at a time.
    const lookOnce = (): Promise<void> => {
      looking ??= look().finally(() => {
        looking = undefined;
      });
      return looking;
    };
    // The next look is planned when one is over, so that a slow machine is never asked twice at once.
    const lookAndPlan = async (): Promise<void> => {
      await lookOnce();
      if (held) timer = setTimeout(() => void lookAndPlan(), system.scanner.interval);
    };

    onCheckAgain(async () => {
      // What is being looked at now may have begun before the candidate closed the program.
      await looking;
      await lookOnce();
    });
    onGoOn('forbidden_process', () => watch.goOn());
    onOverruled('forbidden_process', () => watch.overrule());
    void lookAndPlan();
    return Promise.resolve(() => {
      held = false;
      clearTimeout(timer);
      watch.end();
      return Promise.resolve();
    });
  },
};
