import type { Reason } from '../../contract/reasons.ts';
import { capture } from './capture.ts';
import { clipboard } from './clipboard.ts';
import { devices } from './devices.ts';
import { displays } from './displays.ts';
import { focus } from './focus.ts';
import { hiddenWindows } from './hiddenWindows.ts';
import { keyboard } from './keyboard.ts';
import { openJournal } from '../system/restoreJournal.ts';
import { incident, type HoldDeps, type LockdownDeps, type Measure, type Undo } from './measure.ts';
import { overlays } from './overlays.ts';
import { processes } from './processes.ts';
import { quiet } from './quiet.ts';
import { sessionEvents } from './sessionEvents.ts';
import { sharedSession } from './sharedSession.ts';
import { shortcuts } from './shortcuts.ts';
import { sideChannels } from './sideChannels.ts';
import { sleep } from './sleep.ts';
import { stalls } from './stalls.ts';
import { window } from './window.ts';

export type { ElectronParts, LockdownDeps, LockdownSystem } from './measure.ts';
export { restoreFromJournal } from './restore.ts';

/**
 * Everything that lockdown holds, in the order in which it is taken; given back the other way round.
 * The window comes first and goes last, so that nothing else is ever held behind an open one.
 */
export const MEASURES: readonly Measure[] = [
  window,
  sleep,
  shortcuts,
  keyboard,
  clipboard,
  quiet,
  capture,
  focus,
  overlays,
  displays,
  devices,
  sideChannels,
  processes,
  hiddenWindows,
  sessionEvents,
  sharedSession,
  stalls,
];

/** Lockdown as it is held during an exam. */
export interface Lockdown {
  /** Gives everything back within five seconds. Safe to call again; never rejects. */
  readonly release: () => Promise<void>;
  /** Looks at screens, programs and focus once more, now. */
  readonly checkAgain: () => Promise<void>;
  /** The candidate goes on in spite of a cover that says it may be lifted. */
  readonly goOn: (reason: Reason) => void;
  /** Staff or a contest overruled what covers for this reason; it covers no more in this exam. */
  readonly overrule: (reason: Reason) => void;
}

/**
 * Milliseconds for giving everything back, a little less than the promised five seconds (design §3),
 * and the most that one measure may keep the others waiting. Nothing is left out when time is up: what
 * is still to be undone is begun and no longer waited for.
 */
const RELEASE_WITHIN = 4_500;
const UNDO_WITHIN = 1_500;

interface Held {
  readonly name: string;
  readonly undo: Undo;
}

/**
 * Holds every measure that the policy asks for. Rejects, with everything given back, when a needed one
 * cannot be held; any other that fails is an incident and leaves the rest in force.
 */
export async function holdLockdown(
  deps: LockdownDeps,
  measures: readonly Measure[] = MEASURES,
): Promise<Lockdown> {
  const journal = openJournal(deps.journalPath);
  const looks: (() => Promise<void>)[] = [];
  const lifts = new Map<Reason, () => void>();
  const overruled = new Map<Reason, () => void>();
  const holdDeps: HoldDeps = {
    ...deps,
    journal,
    onCheckAgain: (look) => looks.push(look),
    onGoOn: (reason, lift) => lifts.set(reason, lift),
    onOverruled: (reason, end) => overruled.set(reason, end),
  };
  const held: Held[] = [];
  let releasing: Promise<void> | undefined;
  const release = (): Promise<void> => {
    releasing ??= giveBack(held, deps).then(() => closeJournal(journal.close, deps));
    return releasing;
  };

  for (const measure of measures.filter(({ applies }) => applies(deps.policy))) {
    try {
      held.push({ name: measure.name, undo: await measure.hold(holdDeps) });
    } catch (cause) {
      deps.warn(`${measure.name} could not be held`, cause);
      if (measure.needed) {
        await release();
        throw new Error(`lockdown cannot do without ${measure.name}`, { cause });
      }
      deps.report(notHeld(measure.name));
    }
  }

  return {
    release,
    async checkAgain() {
      if (releasing !== undefined) return;
      const results = await Promise.allSettled(looks.map((look) => look()));
      for (const result of results) {
        if (result.status === 'rejected') deps.warn('could not check again', result.reason);
      }
    },
    goOn(reason) {
      if (releasing === undefined) lifts.get(reason)?.();
    },
    overrule(reason) {
      if (releasing === undefined) overruled.get(reason)?.();
    },
  };
}

/** In reverse order; what fails or takes too long keeps nothing else from being given back. */
async function giveBack(held: readonly Held[], deps: LockdownDeps): Promise<void> {
  const end = Date.now() + RELEASE_WITHIN;
  for (const { name, undo } of [...held].reverse()) {
    try {
      await within(Math.min(UNDO_WITHIN, Math.max(0, end - Date.now())), undo());
    } catch (cause) {
      deps.warn(`${name} could not be undone`, cause);
      const evidence = { code: 'lockdown_not_undone', values: { measure: name } };
      deps.report(incident('lockdown_incomplete', 'notice', evidence));
    }
  }
}

async function closeJournal(close: () => Promise<void>, deps: LockdownDeps): Promise<void> {
  try {
    await close();
  } catch (cause) {
    deps.warn('the restore journal could not be closed', cause);
  }
}

function notHeld(measure: string) {
  return incident('lockdown_incomplete', 'notice', {
    code: 'lockdown_not_held',
    values: { measure },
  });
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${milliseconds} ms`));
    }, milliseconds);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
