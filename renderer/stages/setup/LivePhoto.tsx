import { useTranslation } from 'react-i18next';
import { LivePicture } from '../../ui/LivePicture.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { PhotoGuide } from './PhotoGuide.tsx';
import type { ReactElement, RefObject } from 'react';
import type { PhotoKind } from '../../../contract/photo.ts';
import type { CameraState } from './useCamera.ts';

interface LivePhotoProps {
  readonly kind: PhotoKind;
  readonly camera: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
}

/** The camera's picture with the guide over it. */
export function LivePhoto({ kind, camera, video }: LivePhotoProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <LivePicture
        label={t('setup.photo.live')}
        stream={camera.state === 'live' ? camera.stream : null}
        mirrored={kind === 'face'}
        video={video}
        over={(size) => <PhotoGuide kind={kind} {...size} />}
      />
      {camera.state === 'starting' ? (
        <Waiting>{t('checks.camera.starting')}</Waiting>
      ) : (
        <p className="under-picture">{t(`setup.photo.${kind}.guide`)}</p>
      )}
    </>
  );
}
