import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge.ts';
import { readCamera } from '../../media/readCamera.ts';
import { failureOf } from '../../media/sources.ts';
import { LivePicture } from '../../ui/LivePicture.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { useProbe } from './useProbe.ts';
import type { ReactElement } from 'react';
import type { Sources } from '../../media/sources.ts';
import type { ProbeProps } from './useProbe.ts';

/** The camera's picture, live, while its frames are counted. */
export function CameraProbe({
  sources,
  ...props
}: ProbeProps & { readonly sources: Sources }): ReactElement {
  const { t } = useTranslation();
  const bridge = useBridge();
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  useProbe('webcam', props, async (signal) => {
    const opened = await sources.get('camera').catch((error: unknown) => failureOf(error));
    if (signal.aborted) return;
    if (typeof opened === 'string' || video.current === null) {
      const error = typeof opened === 'string' ? opened : 'NoPicture';
      await bridge.ask('checks.report', { step: 'webcam', error });
      return;
    }
    setStream(opened);
    await bridge.ask('checks.report', await readCamera(video.current, signal));
  });
  return (
    <>
      <LivePicture label={t('checks.camera.picture')} stream={stream} mirrored video={video} />
      {stream === null ? (
        <Waiting>{t('checks.camera.starting')}</Waiting>
      ) : (
        <p>{t('checks.camera.look')}</p>
      )}
    </>
  );
}
