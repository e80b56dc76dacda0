import type { ReactElement } from 'react';
import { Icon, type IconName } from '../icons.tsx';
import type { Say } from '../words.ts';
import { Moment } from '../moment.tsx';
import { evidenceWords } from './evidenceWords.ts';
import { stateWords } from './checkWords.ts';
import type { StepState, StepView } from './studentView.ts';

const ICONS: Readonly<Record<StepState, IconName>> = {
  succeeded: 'check',
  warned: 'info',
  failed: 'cross',
  not_completed: 'clock',
  not_started: 'dash',
  waived: 'check',
  notNeeded: 'dash',
};

interface CheckListProps {
  readonly say: Say;
  readonly steps: readonly StepView[];
}

/** Every step of the system check and how it went; a word beside each colour. */
export function CheckList({ say, steps }: CheckListProps): ReactElement {
  return (
    <ul className="check-list">
      {steps.map((view) => (
        <li key={view.step} className={`check-${view.state}`} data-step={view.step}>
          <Icon name={ICONS[view.state]} />
          <span className="check-name">
            {say(`step.${view.step}`)}
            <span className="unseen">: </span>
          </span>
          <span className="check-state">
            {stateWords(say, view)}
            {view.at !== undefined && (
              <span className="check-at">
                {' '}
                <Moment say={say} at={view.at} style="time" />
              </span>
            )}
          </span>
          {view.reasons.length > 0 && (
            <ul className="check-reasons quiet">
              {view.reasons.map((reason, index) => (
                <li key={index}>{evidenceWords(reason, say)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
