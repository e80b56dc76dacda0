import { Camera, RotateCcw, RotateCw, Send } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkIdPhotoQuality } from '../../../contract/photoQuality.ts';
import { useAction } from '../../action.ts';
import { useBridge } from '../../bridge.ts';
import { takePhoto } from '../../media/takePhoto.ts';
import { LeaveBeforeStart } from '../../shell/LeaveBeforeStart.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { Button } from '../../ui/Button.tsx';
import { AskedAgain } from './AskedAgain.tsx';
import { CameraFailure } from './CameraFailure.tsx';
import { LivePhoto } from './LivePhoto.tsx';
import { MAX_TRIES, PhotoVerdict } from './PhotoVerdict.tsx';
import { StepProgress } from './StepProgress.tsx';
import { TakenPicture } from './TakenPicture.tsx';
import { useCamera } from './useCamera.ts';
import type { ReactElement } from 'react';
import type { PhotoFault, PhotoKind } from '../../../contract/photo.ts';
import type { JourneyAt } from '../../../contract/journey.ts';
import type { TakenPhoto } from '../../media/takePhoto.ts';

interface PhotoStepProps {
  readonly kind: PhotoKind;
  readonly journey: JourneyAt<'setup'>;
}

interface Taken extends TakenPhoto {
  readonly faults: readonly PhotoFault[];
}

/** Live picture, take, look, take again or send. */
export function PhotoStep({ kind, journey }: PhotoStepProps): ReactElement {
  const { session } = journey;
  const { t } = useTranslation();
  const bridge = useBridge();
  const { busy, problem, act } = useAction();
  const { camera, tryAgain } = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [tries, setTries] = useState(0);
  const maySend = taken !== null && (taken.faults.length === 0 || tries >= MAX_TRIES);

  const take = () =>
    act(async () => {
      if (video.current === null) return;
      const photo = await takePhoto(video.current);
      const faults = session.checkIdPhotoQuality ? checkIdPhotoQuality(kind, photo.pixels) : [];
      setTaken({ ...photo, faults });
      setTries((count) => count + 1);
    });
  const send = () =>
    act(async () => {
      if (taken === null) return;
      // Main moves on by itself once the photo lies safely on disk.
      await bridge.ask('setup.photo', { kind, jpeg: taken.jpeg, overridden: [...taken.faults] });
    });

  return (
    <Screen
      title={t(`setup.photo.${kind}.title`)}
      lead={t(`setup.photo.${kind}.lead`)}
      problem={problem}
      leave={<LeaveBeforeStart session={session} />}
      hint={<StepProgress session={session} step={kind} />}
      secondary={
        maySend && (
          <Button icon={<RotateCcw aria-hidden />} isDisabled={busy} onPress={() => setTaken(null)}>
            {t('setup.photo.retake')}
          </Button>
        )
      }
      primary={
        camera.state === 'failed' && taken === null ? (
          <Button look="primary" icon={<RotateCw aria-hidden />} onPress={tryAgain}>
            {t('action.tryAgain')}
          </Button>
        ) : taken === null ? (
          <Button
            key="take"
            look="primary"
            icon={<Camera aria-hidden />}
            isDisabled={camera.state !== 'live'}
            busy={busy}
            onPress={take}
          >
            {t('setup.photo.take')}
          </Button>
        ) : maySend ? (
          <Button
            key="send"
            look="primary"
            icon={<Send className="mirrored" aria-hidden />}
            busy={busy}
            onPress={send}
          >
            {taken.faults.length === 0 ? t('setup.photo.send') : t('setup.photo.sendAnyway')}
          </Button>
        ) : (
          <Button
            key="retake"
            look="primary"
            icon={<RotateCcw aria-hidden />}
            onPress={() => setTaken(null)}
          >
            {t('setup.photo.retake')}
          </Button>
        )
      }
    >
      <AskedAgain journey={journey} />
      {camera.state === 'failed' && taken === null ? (
        <CameraFailure failure={camera.failure} />
      ) : taken === null ? (
        <LivePhoto kind={kind} camera={camera} video={video} />
      ) : (
        <>
          <TakenPicture pixels={taken.pixels} label={t('setup.photo.taken')} />
          <PhotoVerdict kind={kind} faults={taken.faults} tries={tries} />
        </>
      )}
    </Screen>
  );
}
