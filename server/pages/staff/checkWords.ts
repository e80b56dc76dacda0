import type { Say } from '../words.ts';
import type { StepView } from './studentView.ts';

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
