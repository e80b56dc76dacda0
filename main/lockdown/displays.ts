import { incident, type Measure } from './measure.ts';

/** Plugging in a dock gives a burst of events; screens are judged once it is over. Milliseconds. */
const SETTLING = 300;

/** Screens are judged again on every change. A forbidden one covers the exam until it is gone. */
export const displays: Measure = {
  name: 'displays',
  needed: false,
  applies: () => true,
  hold({ electron: { screen }, system, report, cover, uncover, warn, onCheckAgain }) {
    let timer: NodeJS.Timeout | undefined;
    let forbidden = false;
    let held = true;
    let last = Promise.resolve();

    const judge = async (): Promise<void> => {
      const verdict = await system.judgeDisplays();
      if (!held) return;
      const evidence = [...verdict.evidence];
      if (verdict.outcome === 'fail') {
        if (!forbidden) report(incident('display_forbidden', 'serious', ...evidence));
        cover({ reason: 'second_display', evidence });
        forbidden = true;
      } else if (forbidden) {
        uncover('second_display');
        forbidden = false;
      }
    };
    // One after another: an older reading must not undo what a newer one decided.
    const judgeInTurn = (): Promise<void> => {
      last = last.then(judge).catch((cause: unknown) => {
        warn('displays could not be judged', cause);
      });
      return last;
    };
    const changed = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void judgeInTurn(), SETTLING);
    };
    const counted = (kind: 'display_added' | 'display_removed') => () => {
      const values = { count: screen.getAllDisplays().length };
      report(incident(kind, 'info', { code: 'display_count', values }));
      changed();
    };
    const added = counted('display_added');
    const removed = counted('display_removed');

    screen.on('display-added', added);
    screen.on('display-removed', removed);
    screen.on('display-metrics-changed', changed);
    onCheckAgain(judgeInTurn);
    // macOS takes seconds to tell of mirroring; the system check has judged the same before.
    void judgeInTurn();
    return Promise.resolve(() => {
      held = false;
      clearTimeout(timer);
      screen.off('display-added', added);
      screen.off('display-removed', removed);
      screen.off('display-metrics-changed', changed);
      if (forbidden) uncover('second_display');
      return Promise.resolve();
    });
  },
};
