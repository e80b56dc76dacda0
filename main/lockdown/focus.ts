import { matchProcess, type ProcessIdentity } from '../../contract/processRules.ts';
import { incident, secondsBetween, type HoldDeps, type Measure } from './measure.ts';

/** Focus flickers when windows open and close and on some desktops' shortcuts; that is no loss. Milliseconds. */
const FLICKER = 300;
/** Between two attempts to get the focus back. Milliseconds. */
const AGAIN = 1_000;

/**
 * Lost focus is an incident once, and coming back another with how long it took. The incident names
 * the application in front, never a window's title. Where every window counts (high), focus is fetched
 * back; assistive software that staff named for the candidate is left alone.
 */
export const focus: Measure = {
  name: 'focus',
  needed: false,
  applies: () => true,
  hold(deps) {
    const { electron, window, clock, report, warn, onCheckAgain } = deps;
    const { app } = electron;
    let timer: NodeJS.Timeout | undefined;
    let lost: { readonly since: number; reported: boolean } | undefined;

    const settle = async (loss: NonNullable<typeof lost>): Promise<void> => {
      const program = worthReading(deps) ? await deps.system.readForeground() : undefined;
      if (lost !== loss) return;
      if (isWelcome(program, deps)) {
        // From there the candidate may go on to any other application without our being told.
        plan(loss, deps.system.foregroundInterval);
        return;
      }
      if (!loss.reported) {
        loss.reported = true;
        report(incident('focus_lost', 'notice', ...nameOf(program)));
      }
      if (fetchesBack(deps)) {
        bringForward(deps);
        plan(loss, AGAIN);
      }
    };
    const plan = (loss: NonNullable<typeof lost>, milliseconds: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        settle(loss).catch((cause: unknown) => {
          warn('focus could not be judged', cause);
        });
      }, milliseconds);
    };
    const left = (): void => {
      lost ??= { since: clock.ticks(), reported: false };
      plan(lost, FLICKER);
    };
    const cameBack = (): void => {
      clearTimeout(timer);
      const loss = lost;
      lost = undefined;
      if (loss?.reported !== true) return;
      const values = { seconds: secondsBetween(loss.since, clock.ticks()) };
      report(incident('focus_regained', 'info', { code: 'away_for', values }));
    };

    app.on('browser-window-blur', left);
    app.on('browser-window-focus', cameBack);
    onCheckAgain(() => {
      if (!window.isDestroyed() && fetchesBack(deps)) bringForward(deps);
      return Promise.resolve();
    });
    return Promise.resolve(() => {
      clearTimeout(timer);
      lost = undefined;
      app.off('browser-window-blur', left);
      app.off('browser-window-focus', cameBack);
      return Promise.resolve();
    });
  },
};

function fetchesBack({ policy }: HoldDeps): boolean {
  return policy.foreground.otherApplication === 'cover';
}

function bringForward({ window, electron: { app } }: HoldDeps): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.moveTop();
  window.focus();
  app.focus({ steal: true });
}

/** A read that takes long is worth its while only where its answer can change what is done. */
function worthReading({ policy, system }: HoldDeps): boolean {
  if (system.foregroundInterval <= AGAIN || policy.assistive.namedSoftware.length > 0) return true;
  return policy.foreground.allowedApplication === 'nothing' && policy.processes.allowed.length > 0;
}

function isWelcome(
  program: ProcessIdentity | undefined,
  { policy, system }: Pick<HoldDeps, 'policy' | 'system'>,
): boolean {
  if (program === undefined) return false;
  const named = matchProcess(program, policy.assistive.namedSoftware, system.operatingSystem);
  if (named !== undefined) return true;
  if (policy.foreground.allowedApplication !== 'nothing') return false;
  return matchProcess(program, policy.processes.allowed, system.operatingSystem) !== undefined;
}

function nameOf(program: ProcessIdentity | undefined) {
  if (program === undefined) return [];
  return [{ code: 'focus_program', values: { program: program.name.slice(0, 200) } }];
}
