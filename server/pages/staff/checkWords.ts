import type { Say } from '../words.ts';
import type { StepState, StepView } from './studentView.ts';

/** What a step's state is called, with what was measured and whether it can hold anyone back. */
export function stateWords(say: Say, view: StepView): string {
  const parts = [say(`checkState.${view.state}`)];
  if (view.bandwidthSpeed !== undefined) {
    const number = new Intl.NumberFormat(say.language, { maximumFractionDigits: 1 });
    parts.push(say('checkState.speed', { speed: number.format(view.bandwidthSpeed / 1e6) }));
  }
  if (!view.required && view.state === 'failed') parts.push(say('checkState.warnsOnly'));
  return parts.join(', ');
}

/** What needs attention is said first. */
const SPOKEN_ORDER: readonly StepState[] = [
  'failed',
  'not_completed',
  'not_started',
  'warned',
  'waived',
  'succeeded',
  'notNeeded',
];

/** The whole system check in a few words for a screen reader: each state once, with its steps. */
export function spokenCheck(say: Say, steps: readonly StepView[]): string {
  const parts = SPOKEN_ORDER.flatMap((state) => {
    const names = steps.filter((view) => view.state === state).map(({ step }) => step);
    if (names.length === 0) return [];
    return [
      `${say(`checkState.${state}`)}: ${names.map((step) => say(`step.${step}`)).join(', ')}`,
    ];
  });
  return `${say('popover.title')}. ${parts.join('. ')}.`;
}
