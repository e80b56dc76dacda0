import { stepsInTheWay, type CheckNeeds, type CheckStep } from './check.ts';
import type { JourneyAt } from './journeyStages.ts';
import { overruledSteps } from './overruled.ts';
import type { SessionView } from './session.ts';

/** What the system check of this session needs, from what the exam uses and what is overruled. */
export function checkNeeds(session: SessionView): CheckNeeds {
  return {
    mobile: session.mobileNeeded,
    notNeeded: session.stepsNotNeeded,
    waived: overruledSteps(session),
  };
}

/** Looked at anew at every exam, whatever was found before. */
const NEVER_BEFORE: readonly CheckStep[] = ['displays', 'virtual_machine', 'processes'];

/** The system check from its beginning, with what counts from a check in advance. */
export function beginChecks(session: SessionView): JourneyAt<'checks'> {
  const before = (session.checkedBefore ?? []).filter(({ step }) => !NEVER_BEFORE.includes(step));
  return {
    stage: 'checks',
    session,
    results: Object.fromEntries(before.map((result) => [result.step, result])),
  };
}

/** The steps that keep this candidate in the checks stage; empty means completed. */
export function checksInTheWay(journey: JourneyAt<'checks'>): CheckStep[] {
  const states = Object.fromEntries(
    Object.values(journey.results).map((result) => [result.step, result.state]),
  );
  return stepsInTheWay(states, checkNeeds(journey.session));
}
