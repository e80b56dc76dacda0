import type { Incident } from '../../../contract/incident.ts';
import { incident } from '../measure.ts';

/** A key held down or hammered is one thing that happened. Milliseconds. */
const QUIET_FOR = 10_000;

/** Tells of a blocked combination at once, and of its repetitions together when they are over. */
export function reportPresses(report: (incident: Incident) => void): {
  readonly pressed: (shortcut: string) => void;
  readonly end: () => void;
} {
  const repeated = new Map<string, { times: number; timer: NodeJS.Timeout }>();
  const tellRepeated = (shortcut: string): void => {
    const times = repeated.get(shortcut)?.times ?? 0;
    repeated.delete(shortcut);
    if (times === 0) return;
    const evidence = { code: 'shortcut_times', values: { shortcut, times } };
    report(incident('shortcut_blocked', 'info', evidence));
  };
  return {
    pressed(shortcut) {
      const counted = repeated.get(shortcut);
      if (counted !== undefined) {
        counted.times += 1;
        return;
      }
      report(incident('shortcut_blocked', 'info', { code: 'shortcut', values: { shortcut } }));
      const timer = setTimeout(() => {
        tellRepeated(shortcut);
      }, QUIET_FOR);
      repeated.set(shortcut, { times: 0, timer });
    },
    end() {
      for (const [shortcut, { timer }] of [...repeated]) {
        clearTimeout(timer);
        tellRepeated(shortcut);
      }
    },
  };
}
