import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';

interface TakenPictureProps {
  readonly pixels: ImageData;
  readonly label: string;
}

/** A taken photo, drawn from its pixels: the content policy lets no address of our own making be shown. */
export function TakenPicture({ pixels, label }: TakenPictureProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(pixels, 0, 0);
  }, [pixels]);
  return (
    <div className="picture">
      <canvas
        ref={canvas}
        width={pixels.width}
        height={pixels.height}
        role="img"
        aria-label={label}
      />
    </div>
  );
}
