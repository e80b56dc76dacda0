import { Check } from 'lucide-react';
import type { ReactElement } from 'react';

interface RailProps {
  readonly label: string;
  readonly steps: readonly { readonly id: string; readonly words: string }[];
  /** The step one is at; those before it are done. */
  readonly current: string;
  readonly doneWord: string;
}

/** The steps of a way and where one is on it. Shows, and leads nowhere. */
export function Rail({ label, steps, current, doneWord }: RailProps): ReactElement {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <nav className="steps" aria-label={label}>
      <ol>
        {steps.map(({ id, words }, index) => (
          <li
            key={id}
            className={index < at ? 'step step-done' : index === at ? 'step step-now' : 'step'}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="step-mark" aria-hidden>
              {index < at ? <Check /> : index + 1}
            </span>
            <span className="step-words">{words}</span>
            {index < at && <span className="unseen">, {doneWord}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
