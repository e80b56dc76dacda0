import { matchProcess, type ProcessIdentity } from '../../contract/processRules.ts';
import { incident, type HoldDeps, type Measure } from './measure.ts';

/** Milliseconds between two looks. Who shows such a window shows it for longer than that. */
const INTERVAL = 3_000;

/**
 * Looks for windows of other programs that captures do not show (medium and high, where the system
 * tells). Password managers and players of protected films have such windows too, so it is an incident,
 * once a program, and never covers the exam.
 */
export const hiddenWindows: Measure = {
  name: 'hidden windows',
  needed: false,
  applies: (policy) => policy.foreground.watches !== 'focus',
  hold(deps) {
    const { system, warn } = deps;
    const find = system.hiddenFromCaptures;
    if (find === undefined) return Promise.resolve(() => Promise.resolve());
    const told = new Set<string>();
    let failing = false;
    const look = (): void => {
      try {
        for (const program of find()) tell(program, told, deps);
        failing = false;
      } catch (cause) {
        if (!failing) warn('windows could not be listed', cause);
        failing = true;
      }
    };
    const timer = setInterval(look, INTERVAL);
    look();
    return Promise.resolve(() => {
      clearInterval(timer);
      return Promise.resolve();
    });
  },
};

function tell(
  program: ProcessIdentity,
  told: Set<string>,
  { policy, system, report }: HoldDeps,
): void {
  const name = program.name.slice(0, 200);
  const { assistive } = policy;
  if (told.has(name)) return;
  told.add(name);
  if (matchProcess(program, assistive.namedSoftware, system.operatingSystem) !== undefined) return;
  report(
    incident('window_not_captured', 'serious', {
      code: 'window_not_captured_of',
      values: { program: name },
    }),
  );
}
