import { useCallback, useEffect, useState } from 'react';
import { Sources, failureOf } from '../../media/sources.ts';

export type CameraState =
  | { readonly state: 'starting' }
  | { readonly state: 'live'; readonly stream: MediaStream }
  | { readonly state: 'failed'; readonly failure: string };

/** The camera while a screen needs it, and the way to try it again. */
export function useCamera(): { camera: CameraState; tryAgain: () => void } {
  const [sources] = useState(() => new Sources(navigator.mediaDevices));
  const [camera, setCamera] = useState<CameraState>({ state: 'starting' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    sources.get('camera').then(
      (stream) => {
        if (!wanted) return;
        setCamera({ state: 'live', stream });
        stream.getVideoTracks()[0]?.addEventListener('ended', () => {
          if (wanted) setCamera({ state: 'failed', failure: 'NotReadableError' });
        });
      },
      (error: unknown) => {
        if (wanted) setCamera({ state: 'failed', failure: failureOf(error) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [sources, tries]);
  useEffect(() => () => sources.release(), [sources]);
  const tryAgain = useCallback(() => {
    setCamera({ state: 'starting' });
    setTries((count) => count + 1);
  }, []);
  return { camera, tryAgain };
}
