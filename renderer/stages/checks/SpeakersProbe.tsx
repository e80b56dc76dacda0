import { EarOff, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { playTone } from '../../media/playTone.ts';
import { failureOf } from '../../media/sources.ts';
import { ProblemBanner } from '../../shell/ProblemBanner.tsx';
import { Button } from '../../ui/Button.tsx';
import type { ReactElement } from 'react';
import type { MediaReading } from '../../../contract/channels.ts';
import type { ProbeProps } from './useProbe.ts';

type Answer = Omit<Extract<MediaReading, { step: 'speakers' }>, 'step'>;

/** A tone and a question; whoever cannot hear says so and goes on. */
export function SpeakersProbe({ onEnded }: ProbeProps): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const [playing, setPlaying] = useState(false);
  const stop = useRef<AbortController>(null);
  const answer = (said: Answer) =>
    act(async () => {
      await bridge.ask('checks.report', { step: 'speakers', ...said });
      onEnded(true);
    });
  const play = () => {
    stop.current?.abort();
    const stopping = new AbortController();
    stop.current = stopping;
    setPlaying(true);
    playTone(stopping.signal).then(
      () => setPlaying(false),
      (error: unknown) => {
        if (stopping.signal.aborted) return;
        setPlaying(false);
        answer({ error: failureOf(error) });
      },
    );
  };
  const begin = useRef(play);
  useEffect(() => {
    begin.current();
    return () => stop.current?.abort();
  }, []);
  return (
    <>
      <p className="ask">{t('checks.speakers.question')}</p>
      <p>{t('checks.speakers.how')}</p>
      <div>
        <Button look="quiet" icon={<Volume2 aria-hidden />} isDisabled={playing} onPress={play}>
          {playing ? t('checks.speakers.playing') : t('checks.speakers.play')}
        </Button>
      </div>
      <div className="answers">
        <Button isDisabled={busy} onPress={() => answer({ heard: true })}>
          {t('checks.speakers.yes')}
        </Button>
        <Button isDisabled={busy} onPress={() => answer({ heard: false })}>
          {t('checks.speakers.no')}
        </Button>
        <Button
          look="quiet"
          icon={<EarOff aria-hidden />}
          isDisabled={busy}
          onPress={() => answer({ cannotHear: true })}
        >
          {t('checks.speakers.cannotHear')}
        </Button>
      </div>
      <ProblemBanner problem={problem} />
    </>
  );
}
