import { Clock, Eye, EyeOff } from 'lucide-react';
import { Button } from './Button.tsx';
import type { ReactElement } from 'react';

interface CountdownProps {
  readonly label: string;
  /** The time left as it is shown. */
  readonly words: string;
  readonly hidden: boolean;
  readonly hiddenWords: string;
  /** What pressing it does. */
  readonly toggle: string;
  readonly pressing: boolean;
  readonly onToggle: () => void;
}

/** Time left. Pressing it hides or shows it: for some a running clock is the hardest question. */
export function Countdown(props: CountdownProps): ReactElement {
  const { label, words, hidden, hiddenWords, toggle, pressing, onToggle } = props;
  const shown = hidden ? hiddenWords : words;
  return (
    <div className={pressing ? 'countdown countdown-pressing' : 'countdown'}>
      <Button
        look="bar"
        icon={<Clock aria-hidden />}
        iconEnd={
          hidden ? <Eye className="faint" aria-hidden /> : <EyeOff className="faint" aria-hidden />
        }
        aria-label={`${label}: ${shown}. ${toggle}`}
        onPress={onToggle}
      >
        <span className="countdown-words" role="timer" aria-live="off">
          {shown}
        </span>
      </Button>
    </div>
  );
}
