import type { Cover } from '../../contract/journey.ts';
import { incident, type HoldDeps, type Measure, type Undo } from './measure.ts';
import { reportPresses } from './shortcuts/reporting.ts';

/** Milliseconds before each attempt to hold the keyboard again. */
const AGAIN_AFTER = [500, 1_000, 2_000, 4_000] as const;

const NOT_HELD = { code: 'lockdown_not_held', values: { measure: 'keyboard' } };
const COVER: Cover = { reason: 'lockdown_failed', evidence: [NOT_HELD] };

/**
 * Takes from the system the keys by which it would leave the exam (Windows, level high), before
 * anything else sees them. When the hold is lost the keyboard is free at once, the exam is covered and
 * the hold taken anew. Where that fails again and again the exam goes on without, as where the system
 * refuses from the start: an incident tells, and nobody sits before a cover that nothing would lift.
 */
export const keyboard: Measure = {
  name: 'keyboard',
  needed: false,
  applies: (policy) => policy.shortcuts.includes('system'),
  async hold(deps) {
    if (deps.system.holdKeys === undefined) return () => Promise.resolve();
    const presses = reportPresses(deps.report);
    const end = await holdAgainAndAgain(deps, presses.pressed);
    return async () => {
      presses.end();
      await end();
    };
  },
};

async function holdAgainAndAgain(
  { system, policy, report, cover, uncover, warn, onCheckAgain }: HoldDeps,
  onTaken: (combination: string) => void,
): Promise<Undo> {
  const passesInjected = policy.assistive.namedSoftware.length > 0;
  let release: Undo | undefined;
  let timer: NodeJS.Timeout | undefined;
  let attempts = 0;
  let held = true;
  let covered = false;

  const hold = async (): Promise<void> => {
    const taken = await system.holdKeys?.({ passesInjected, onTaken, onFailed: lost });
    // The exam may have ended while Windows was asked.
    if (held) release = taken;
    else await taken?.();
  };
  const lift = (): void => {
    if (covered) uncover(COVER.reason);
    covered = false;
  };
  const lost = (cause: unknown): void => {
    release = undefined;
    if (!held) return;
    warn('the keyboard is no longer held', cause);
    const wait = AGAIN_AFTER[attempts];
    attempts += 1;
    if (wait === undefined) {
      report(incident('lockdown_incomplete', 'serious', NOT_HELD));
      return lift();
    }
    if (!covered) report(incident('lockdown_incomplete', 'notice', NOT_HELD));
    cover(COVER);
    covered = true;
    timer = setTimeout(() => void tryAgain(), wait);
  };
  let trying: Promise<void> | undefined;
  const tryAgain = (): Promise<void> => {
    // The candidate may ask for it while it is being done.
    trying ??= hold()
      .then(lift, lost)
      .finally(() => (trying = undefined));
    return trying;
  };

  await hold();
  onCheckAgain(async () => {
    if (!covered) return;
    clearTimeout(timer);
    await tryAgain();
  });
  return async () => {
    held = false;
    clearTimeout(timer);
    lift();
    await release?.();
  };
}
