import { z } from 'zod';
import { matchProcess } from '../../contract/processRules.ts';
import { emptySelection } from '../system/electronVersions.ts';
import { incident, type HoldDeps, type Measure, type RestoreDeps, type Undo } from './measure.ts';

/** Only text is kept and given back: nothing else can be read and written alike on all versions. */
export const clipboard: Measure = {
  name: 'clipboard',
  needed: false,
  applies: (policy) => policy.clipboard.mode !== 'untouched',
  async hold(deps) {
    const { policy, journal, report } = deps;
    const { clipboard: system } = deps.electron;
    const before = await system.readText();
    const entry = await journal.note('clipboard', { mode: policy.clipboard.mode });
    empty(deps);
    if (before !== '') {
      report(incident('clipboard_emptied', 'info', { code: 'clipboard_at_start', values: {} }));
    }
    const open =
      policy.clipboard.mode === 'private' && policy.clipboard.emptiedOnFocusChange
        ? keepPrivate(deps)
        : () => Promise.resolve();
    return async () => {
      await open();
      empty(deps);
      if (policy.clipboard.givenBack && before !== '') await system.writeText(before);
      await journal.undone(entry);
    };
  },
};

/**
 * What is copied in the exam leaves the clipboard with the focus and comes back with it; what was
 * copied elsewhere meanwhile is removed. Kept in memory only. Gives what ends it.
 */
function keepPrivate(deps: HoldDeps): Undo {
  const { app, clipboard: system } = deps.electron;
  let inside = '';
  let exchanging = false;
  // One after another: focus may come back while the clipboard is still being read.
  let last = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => () => {
    last = last.then(work).catch((cause: unknown) => {
      deps.warn('the clipboard could not be kept private', cause);
    });
  };
  const left = inTurn(async () => {
    exchanging = await isAllowedInFront(deps);
    if (exchanging) return;
    inside = await system.readText();
    empty(deps);
  });
  const cameBack = inTurn(async () => {
    if (exchanging) return;
    const outside = await system.readText();
    empty(deps);
    if (outside !== '') {
      const evidence = { code: 'clipboard_from_outside', values: {} };
      deps.report(incident('clipboard_emptied', 'info', evidence));
    }
    if (inside !== '') await system.writeText(inside);
  });
  app.on('browser-window-blur', left);
  app.on('browser-window-focus', cameBack);
  return () => {
    app.off('browser-window-blur', left);
    app.off('browser-window-focus', cameBack);
    return last;
  };
}

/** On Linux marked text is a second clipboard, pasted by the middle button: it goes with the first. */
function empty({ electron, system }: Pick<HoldDeps, 'electron' | 'system'>): void {
  electron.clipboard.clear();
  if (system.platform === 'linux') emptySelection(electron.clipboard);
}

type Asking = Pick<HoldDeps, 'policy' | 'system'>;

/** Whether the application that has the focus now may exchange with the exam. */
async function isAllowedInFront({ policy, system }: Asking): Promise<boolean> {
  if (!policy.clipboard.exchangeWithAllowedApplications) return false;
  const program = await system.readForeground();
  if (program === undefined) return false;
  return matchProcess(program, policy.processes.allowed, system.operatingSystem) !== undefined;
}

const Noted = z.object({ mode: z.enum(['emptied_at_start', 'private']) });

/**
 * After a crash: what the candidate had before is lost with our memory, and text of a private exam
 * must not stay behind.
 */
export function restoreClipboard(before: unknown, { electron }: RestoreDeps): Promise<void> {
  if (Noted.parse(before).mode === 'private') electron.clipboard.clear();
  return Promise.resolve();
}
