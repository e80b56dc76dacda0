import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import type { ReactElement } from 'react';
import type { SessionView } from '../../../contract/session.ts';

interface AnotherWayProps {
  readonly session: SessionView;
  readonly onBack: () => void;
}

/** "I need another way": in the candidate's own words, for a person to read. */
export function AnotherWay({ session, onBack }: AnotherWayProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [words, setWords] = useState('');
  const [empty, setEmpty] = useState(false);
  const send = () => {
    const said = words.trim();
    setEmpty(said === '');
    if (said !== '') act(() => bridge.ask('session.decline', said));
  };
  return (
    <Screen
      title={t('session.other.title')}
      lead={t('session.other.lead')}
      problem={problem}
      leave={<LeaveBeforeStart session={session} />}
      secondary={
        <Button isDisabled={busy} onPress={onBack}>
          {t('action.back')}
        </Button>
      }
      primary={
        <Button
          look="primary"
          icon={<Send className="mirrored" aria-hidden />}
          busy={busy}
          onPress={send}
        >
          {t('session.other.send')}
        </Button>
      }
    >
      <TextArea
        rows={6}
        maxLength={2000}
        label={t('session.other.label')}
        hint={t('session.other.hint')}
        error={empty ? t('session.other.empty') : undefined}
        value={words}
        onChange={setWords}
      />
    </Screen>
  );
}
