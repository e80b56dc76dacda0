import { Lock, MessageCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayTime } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ReactElement } from 'react';
import type { DeskLock } from '../../../contract/desk.ts';

interface LockScreenProps {
  readonly lock: DeskLock;
  readonly onAnswer: () => void;
}

/** In place of the exam page until staff unlock it: their words, what becomes of the time, and an answer. */
export function LockScreen({ lock, onAnswer }: LockScreenProps): ReactElement {
  const { t, i18n } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="cover">
      <div className="cover-column">
        <div role="alert">
          <h2 ref={heading} tabIndex={-1} className="screen-title">
            {t('desk.lock.title')}
          </h2>
        </div>
        <Panel look="raised" title={t('desk.lock.words')} icon={<Lock aria-hidden />}>
          <blockquote className="staff-words">
            <bdi>{lock.words}</bdi>
          </blockquote>
          <p className="quiet">
            {t('desk.lock.since', { time: sayTime(Date.parse(lock.at), i18n.language) })}
          </p>
        </Panel>
        <p>{t('desk.lock.text')}</p>
        <Panel title={t('desk.lock.timeTitle')}>
          <p>{t('desk.lock.time')}</p>
        </Panel>
      </div>
      <div className="cover-ways">
        <Button look="primary" icon={<MessageCircle aria-hidden />} onPress={onAnswer}>
          {t('desk.lock.ask')}
        </Button>
      </div>
    </div>
  );
}
