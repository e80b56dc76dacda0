import { matchProcess, type ProcessIdentity } from '../../contract/processRules.ts';
import { incident, type HoldDeps, type Measure } from './measure.ts';

/** Between two moments at which it is looked if anything changed. Milliseconds. */
const EVERY = 2_000;
/** It is looked all the same, as whoever tells of changes may be kept from it. Milliseconds. */
const AT_LEAST_EVERY = 30_000;
/** What is gone by the next look was no window to read from. */
const LOOKS = 2;

/** Draw over everything, for everyone's good: input methods, on-screen keyboards, magnifiers, bubbles. */
const HELPERS: ReadonlySet<string> = new Set([
  'ibus-ui-gtk3', // candidates of an input method
  'ibus-x11',
  'fcitx',
  'fcitx5',
  'uim-candwin-gtk3',
  'onboard', // on-screen keyboards
  'florence',
  'matchbox-keyboard',
  'orca', // screen readers and magnifiers
  'kmag',
  'magnus',
  'notify-osd', // bubbles, which go by themselves
  'xfce4-notifyd',
  'mate-notification-daemon',
  'dunst',
  'gnome-shell', // desktops' own parts
  'plasmashell',
  'kwin_x11',
]);

/**
 * At high, a window over the exam covers it until it is gone, and the exam's own window comes back when
 * another program took it from the screen. Titles are never read. Where the system does not tell (Wayland)
 * nothing is claimed.
 */
export const overlays: Measure = {
  name: 'overlays',
  needed: false,
  applies: ({ foreground }) => foreground.watches === 'windows',
  hold(deps) {
    const { window, system, clock, report, cover, uncover, warn, onCheckAgain } = deps;
    let seen = 0;
    let covered = false;
    let hidden = false;
    let held = true;
    let last = Promise.resolve();
    let looked = -Infinity;
    const watch = system.watchWindows?.();

    const judge = async (): Promise<void> => {
      if (window.isDestroyed()) return;
      const reading = await system.readWindowsOver(window);
      if (!held || reading === undefined || window.isDestroyed()) return;
      if (!reading.shown && !window.isMinimized()) {
        if (!hidden) report(incident('window_hidden', 'notice'));
        // Electron takes the window for shown, so that it has to be hidden first.
        window.hide();
        window.show();
        window.focus();
      }
      hidden = !reading.shown;
      const strange = reading.over.filter((program) => !isWelcome(program, deps));
      seen = strange.length === 0 ? 0 : seen + 1;
      if (seen >= LOOKS) {
        const evidence = strange.slice(0, 20).map(evidenceOf);
        if (!covered) report(incident('window_over_exam', 'serious', ...evidence));
        cover({ reason: 'window_over_exam', evidence });
        covered = true;
      } else if (covered && seen === 0) {
        uncover('window_over_exam');
        report(incident('window_over_exam_gone', 'info'));
        covered = false;
      }
    };
    const judgeInTurn = (): Promise<void> => {
      last = last.then(judge).catch((cause: unknown) => {
        warn('windows could not be looked at', cause);
      });
      return last;
    };
    const timer = setInterval(() => {
      const settled = seen === 0 && !covered && !hidden;
      const mayWait = settled && clock.ticks() - looked < AT_LEAST_EVERY;
      if (watch?.changed() === false && mayWait) return;
      looked = clock.ticks();
      void judgeInTurn();
    }, EVERY);
    onCheckAgain(judgeInTurn);
    return Promise.resolve(() => {
      held = false;
      clearInterval(timer);
      watch?.end();
      if (covered) uncover('window_over_exam');
      return Promise.resolve();
    });
  },
};

function isWelcome(
  program: Partial<ProcessIdentity>,
  { policy, system }: Pick<HoldDeps, 'policy' | 'system'>,
): boolean {
  const { name } = program;
  if (name === undefined) return false;
  if (HELPERS.has(name.toLowerCase())) return true;
  const welcome = [...policy.assistive.namedSoftware, ...policy.processes.allowed];
  return matchProcess({ ...program, name }, welcome, system.operatingSystem) !== undefined;
}

function evidenceOf({ name }: Partial<ProcessIdentity>) {
  if (name === undefined) return { code: 'window_of_unnamed', values: {} };
  return { code: 'window_of', values: { program: name.slice(0, 200) } };
}
