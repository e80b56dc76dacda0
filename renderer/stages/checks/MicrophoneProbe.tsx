import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge.ts';
import { readMicrophone } from '../../media/readMicrophone.ts';
import { failureOf } from '../../media/sources.ts';
import { Button } from '../../ui/Button.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useProbe } from './useProbe.ts';
import type { ReactElement } from 'react';
import type { Sources } from '../../media/sources.ts';
import type { ProbeProps } from './useProbe.ts';

/** A meter that moves with what the microphone hears, and a way on for who makes no sound. */
export function MicrophoneProbe({
  sources,
  ...props
}: ProbeProps & { readonly sources: Sources }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const [level, setLevel] = useState<number | null>(null);
  const silent = useRef(new AbortController());
  useProbe('microphone', props, async (signal) => {
    const opened = await sources.get('microphone').catch((error: unknown) => failureOf(error));
    if (signal.aborted) return;
    if (typeof opened === 'string') {
      await bridge.ask('checks.report', { step: 'microphone', error: opened });
      return;
    }
    const heard = { peak: 0 };
    const listening = AbortSignal.any([signal, silent.current.signal]);
    const hear = (now: number) => {
      heard.peak = Math.min(1, Math.max(heard.peak, now));
      setLevel(now);
    };
    const reading = await readMicrophone(opened, hear, listening).catch((error: unknown) => {
      if (signal.aborted || !silent.current.signal.aborted) throw error;
      const muted = opened.getAudioTracks().some((track) => track.muted);
      return { step: 'microphone' as const, muted, peak: heard.peak, cannotSpeak: true };
    });
    await bridge.ask('checks.report', reading);
  });
  if (level === null) return <Waiting>{t('checks.microphone.starting')}</Waiting>;
  return (
    <>
      <p className="ask">{t('checks.microphone.speak')}</p>
      <p>{t('checks.microphone.how')}</p>
      <Meter label={t('checks.microphone.level')} value={Math.sqrt(level)} />
      <div>
        <Button look="quiet" onPress={() => silent.current.abort()}>
          {t('checks.microphone.noSound')}
        </Button>
      </div>
    </>
  );
}
