import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupCode, readTyped, waitLeft } from '../../../contract/supportCode.ts';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { sayRemaining } from '../../text/format.ts';
import { useNow } from '../../time.ts';
import { Button } from '../../ui/Button.tsx';
import { TextLine } from '../../ui/TextLine.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import type { ReactElement } from 'react';
import type { ContestableStep, Contested } from '../../../contract/contest.ts';

interface CodeFormProps {
  readonly step: ContestableStep;
  readonly contested: Contested;
}

/** Room for a code with a space after every sign of it. */
const MOST = 60;

/** A code of staff's, as it is heard over the phone. After wrong ones it says how long to wait. */
export function CodeForm({ step, contested }: CodeFormProps): ReactElement {
  const { t, i18n } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [code, setCode] = useState('');
  const [empty, setEmpty] = useState(false);
  const waits = useId();
  const left = waitLeft(contested, useNow(1000));
  const use = () => {
    const typed = readTyped(code);
    setEmpty(typed === '');
    if (typed === '') return;
    // As it was understood, in groups: easier to compare with what is read out.
    setCode(groupCode(typed));
    act(() => bridge.ask('contest.code', { step, code: typed }));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (left === 0) use();
      }}
    >
      <TextLine
        label={t('contest.code')}
        hint={t('contest.codeHint')}
        error={empty ? t('contest.codeEmpty') : undefined}
        refused={problem !== null}
        maxLength={MOST}
        value={code}
        onChange={setCode}
      />
      <ProblemBanner problem={problem} />
      {left > 0 && (
        <p id={waits} role="timer" className="quiet">
          {t('contest.waits', { time: sayRemaining(left, i18n.language) })}
        </p>
      )}
      <div>
        <Button
          type="submit"
          busy={busy}
          isDisabled={left > 0}
          {...(left > 0 ? { 'aria-describedby': waits } : {})}
        >
          {t('contest.use')}
        </Button>
      </div>
    </form>
  );
}
