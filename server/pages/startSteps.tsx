import type { ReactElement } from 'react';
import type { Say } from './words.ts';

const STEPS = ['Agree', 'Checks', 'Identify', 'Exam', 'Finish'] as const;

/** What the candidate will meet in the app, in the order of its stages. */
export function StartSteps({ say }: { readonly say: Say }): ReactElement {
  return (
    <section className="start-steps" aria-labelledby="steps">
      <h2 id="steps">{say('start.steps')}</h2>
      <ol className="rail">
        {STEPS.map((step) => (
          <li key={step}>
            <strong>{say(`start.step${step}`)}</strong>
            <span className="quiet block">{say(`start.step${step}Why`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
