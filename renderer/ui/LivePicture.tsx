import { useEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode, RefObject, SyntheticEvent } from 'react';

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

interface LivePictureProps {
  readonly label: string;
  readonly stream: MediaStream | null;
  /** As in a mirror: what one expects of one's own face, and not of a document. */
  readonly mirrored?: boolean;
  readonly video?: RefObject<HTMLVideoElement | null>;
  /** Drawn over the picture once its size, in its own pixels, is known. */
  readonly over?: (size: PictureSize) => ReactNode;
}

/** The picture of a camera or a screen as it is now. */
export function LivePicture(props: LivePictureProps): ReactElement {
  const { label, stream, mirrored = false, video, over } = props;
  const own = useRef<HTMLVideoElement>(null);
  const element = video ?? own;
  const [size, setSize] = useState<PictureSize>({ width: 0, height: 0 });
  useEffect(() => {
    if (element.current !== null) element.current.srcObject = stream;
  }, [element, stream]);
  const measure = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>) =>
    setSize({ width: currentTarget.videoWidth, height: currentTarget.videoHeight });
  return (
    <div className={mirrored ? 'picture picture-mirrored' : 'picture'}>
      <video
        ref={element}
        aria-label={label}
        autoPlay
        muted
        playsInline
        onLoadedMetadata={measure}
        onResize={measure}
      />
      {size.width > 0 && over?.(size)}
    </div>
  );
}
