import { MessageCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { ReactElement } from 'react';
import type { Desk } from '../../../contract/desk.ts';

interface ChatButtonProps {
  readonly desk: Desk;
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

/** One press to the proctor, with how much of theirs was not read yet. */
export function ChatButton({ desk, isOpen, onPress }: ChatButtonProps): ReactElement {
  const { t } = useTranslation();
  const unread = desk.notes.filter(({ kind, shown }) => kind === 'message' && !shown).length;
  const words = unread === 0 ? t('desk.chat.open') : t('desk.chat.openUnread', { count: unread });
  return (
    <Button
      look="bar"
      icon={
        <span className="chat-icon">
          <MessageCircle aria-hidden />
          {unread > 0 && <span className="chat-unread" data-count={unread} aria-hidden />}
        </span>
      }
      aria-label={words}
      aria-expanded={isOpen}
      onPress={onPress}
      data-named
    >
      {t('desk.chat.open')}
    </Button>
  );
}
