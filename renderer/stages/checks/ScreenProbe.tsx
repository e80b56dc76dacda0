import { MonitorUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge.ts';
import { readScreen } from '../../media/readScreen.ts';
import { failureOf } from '../../media/sources.ts';
import { Button } from '../../ui/Button.tsx';
import { LivePicture } from '../../ui/LivePicture.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useProbe } from './useProbe.ts';
import type { ReactElement } from 'react';
import type { Sources } from '../../media/sources.ts';
import type { ProbeProps } from './useProbe.ts';

/** Said by browsers that show a screen only after a press (W3C Screen Capture, transient activation). */
const WANTS_PRESS = 'InvalidStateError';

/** A captured frame of the screen, as a recording would hold it. */
export function ScreenProbe({
  sources,
  ...props
}: ProbeProps & { readonly sources: Sources }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [press, setPress] = useState<{ pressed: () => void } | null>(null);
  const open = (): Promise<MediaStream | string> =>
    sources.get('screen').catch((error: unknown) => failureOf(error));
  useProbe('screenshare', props, async (signal) => {
    let opened = await open();
    if (opened === WANTS_PRESS && !signal.aborted) {
      await new Promise<void>((resolve) => setPress({ pressed: resolve }));
      opened = await open();
    }
    if (signal.aborted) return;
    setPress(null);
    if (typeof opened === 'string' || video.current === null) {
      const error = typeof opened === 'string' ? opened : 'NoPicture';
      await bridge.ask('checks.report', { step: 'screenshare', error });
      return;
    }
    setStream(opened);
    await bridge.ask('checks.report', await readScreen(video.current, signal));
  });
  return (
    <>
      <LivePicture label={t('checks.screen.picture')} stream={stream} video={video} />
      {stream !== null && <p>{t('checks.screen.how')}</p>}
      {stream === null && press === null && <Waiting>{t('checks.screen.starting')}</Waiting>}
      {press !== null && (
        <>
          <p>{t('checks.screen.press')}</p>
          <div>
            <Button icon={<MonitorUp aria-hidden />} onPress={press.pressed}>
              {t('checks.screen.show')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
