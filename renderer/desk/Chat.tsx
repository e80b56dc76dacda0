import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DESK_WORDS_MOST } from '../../contract/desk.ts';
import { useAction } from '../action.ts';
import { useBridge } from '../bridge.ts';
import { ProblemBanner } from '../shell/ProblemBanner.tsx';
import { sayTime } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useShown } from './useShown.ts';
import type { ReactElement } from 'react';
import type { Desk, DeskNote } from '../../contract/desk.ts';

/** What was said with staff, oldest first, and room for an answer. What is on screen counts as shown. */
export function Chat({ desk }: { readonly desk: Desk }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [words, setWords] = useState('');
  const [empty, setEmpty] = useState(false);
  const end = useRef<HTMLLIElement>(null);
  const { notes } = desk;
  useShown(
    notes.filter(({ kind, shown }) => kind === 'message' && !shown),
    'message_shown',
  );
  useEffect(() => {
    // In braces: newer Chromium answers with a promise, which is no clean-up.
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [notes.length]);
  const send = () => {
    const text = words.trim();
    setEmpty(text === '');
    if (text === '') return;
    act(async () => {
      await bridge.ask('desk.write', text);
      setWords('');
    });
  };
  return (
    <div className="chat">
      {notes.length === 0 && <p className="quiet">{t('desk.chat.empty')}</p>}
      <ol className="chat-list" aria-label={t('desk.chat.list')} aria-live="polite">
        {notes.map((note, index) => (
          <li
            key={note.id}
            ref={index === notes.length - 1 ? end : undefined}
            className={`chat-note chat-${note.from}`}
          >
            <Note note={note} />
          </li>
        ))}
      </ol>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextArea
          label={t('desk.chat.label')}
          hint={t('desk.chat.hint')}
          error={empty ? t('desk.chat.emptyProblem') : undefined}
          rows={3}
          maxLength={DESK_WORDS_MOST}
          value={words}
          onChange={setWords}
        />
        <ProblemBanner problem={problem} />
        <div>
          <Button type="submit" busy={busy} icon={<Send className="mirrored" aria-hidden />}>
            {t('desk.chat.send')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Who, when, what it is, and the words as they were written. */
function Note({ note }: { readonly note: DeskNote }): ReactElement {
  const { t, i18n } = useTranslation();
  const { from, kind, words, at, waiting } = note;
  return (
    <>
      <p className="chat-about">
        <strong>{t(from === 'staff' ? 'desk.chat.theirs' : 'desk.chat.mine')}</strong>
        <time dateTime={at}>{sayTime(Date.parse(at), i18n.language)}</time>
      </p>
      {kind !== 'message' && <p className="chat-kind">{t(`desk.chat.${kind}`)}</p>}
      {words !== '' && (
        <p className="chat-words">
          <bdi>{words}</bdi>
        </p>
      )}
      {waiting && <p className="chat-waiting">{t('desk.chat.waiting')}</p>}
    </>
  );
}
