import { create } from 'zustand';
import type { ExamBridge, Situation } from '../contract/channels.ts';
import type { Journey } from '../contract/journey.ts';

/** What main last told us. Nothing in the renderer sets a stage: it asks, main answers with an event. */
interface Mirror {
  readonly journey: Journey | null;
  readonly situation: Situation | null;
}

export const useMirror = create<Mirror>()(() => ({ journey: null, situation: null }));

/**
 * Keeps the mirror up to date. Listens before it asks, so that nothing is missed in between; an event
 * that came meanwhile is newer than the answer.
 * @returns ends the listening
 */
export async function mirror(bridge: ExamBridge): Promise<() => void> {
  const stops = [
    bridge.listen('journey.changed', (journey) => useMirror.setState({ journey })),
    bridge.listen('situation.changed', (situation) => useMirror.setState({ situation })),
  ];
  const state = await bridge.ask('app.state', undefined);
  useMirror.setState((now) => ({
    journey: now.journey ?? state.journey,
    situation: now.situation ?? state.situation,
  }));
  return () => stops.forEach((stop) => stop());
}

/** @throws before the first state has arrived; screens are only shown after it */
export function useSituation(): Situation {
  const situation = useMirror((mirrored) => mirrored.situation);
  if (situation === null) throw new Error('A screen was shown before the first state');
  return situation;
}
