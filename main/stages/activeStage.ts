import type { ActiveJourney, Journey } from '../../contract/journey.ts';

/** The stage whose work goes on: behind a block, the one that it interrupts. */
export function activeStage(journey: Journey): ActiveJourney {
  return journey.stage === 'blocked' ? journey.back : journey;
}
