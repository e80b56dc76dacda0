import { guideIn } from '../../../contract/photoQuality.ts';
import type { ReactElement } from 'react';
import type { PhotoKind } from '../../../contract/photo.ts';

interface PhotoGuideProps {
  readonly kind: PhotoKind;
  readonly width: number;
  readonly height: number;
}

/** Where face or document belongs: the same place that the quality check measures. */
export function PhotoGuide({ kind, width, height }: PhotoGuideProps): ReactElement {
  const { x, y, width: wide, height: high } = guideIn(kind, width, height);
  const outside = `M0 0H${width}V${height}H0Z`;
  const inside =
    kind === 'face'
      ? `M${x} ${y + high / 2}a${wide / 2} ${high / 2} 0 1 0 ${wide} 0a${wide / 2} ${high / 2} 0 1 0 ${-wide} 0Z`
      : `M${x} ${y}h${wide}v${high}h${-wide}Z`;
  return (
    <svg
      className="guide"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      <path className="guide-shade" fillRule="evenodd" d={outside + inside} />
      <path className="guide-line" d={inside} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
