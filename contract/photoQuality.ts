import type { PhotoFault, PhotoKind } from './photo.ts';

/** Pixels as a canvas gives them: four bytes a pixel, red green blue alpha, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray | Uint8Array;
}

/** A part of a picture, in its pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the candidate is asked to put face or document; the same guide is drawn and measured. */
const GUIDES: Readonly<Record<PhotoKind, { aspect: number; share: number }>> = {
  /** An oval of a head's proportions (ISO/IEC 19794-5: head width to height about 3 : 4). */
  face: { aspect: 3 / 4, share: 0.84 },
  /** The data page of a passport, 125 × 88 mm (ICAO 9303, TD3); an ID card is a little wider. */
  passport: { aspect: 125 / 88, share: 0.84 },
};

/**
 * When a picture is judged faulty. Grey is 0–255 (ITU-R BT.601 luma). The figures were set on our
 * own test pictures and on webcam stills at 640 × 480 and 1280 × 720; they are kind on purpose:
 * a fault costs the candidate a retake, a missed one costs staff a second look.
 */
export const PHOTO_LIMITS = {
  /** Least picture, pixels: VGA, the smallest mode of the webcams in use. */
  minWidth: 640,
  minHeight: 480,
  /** Least mean grey inside the guide. */
  minBrightness: 55,
  /** Grey from which a pixel holds no detail any more. */
  saturated: 250,
  /**
   * Largest share of saturated pixels inside the guide. White paper saturates a little under a lamp,
   * which hides nothing; faces may have a window behind them.
   */
  maxGlare: { face: 0.12, passport: 0.08 },
  /** Least variance of the Laplacian (Pech-Pacheco et al., ICPR 2000); print has more edges than skin. */
  minSharpness: { face: 25, passport: 60 },
  /** Of 16 cells of the guide, how many must hold something besides an even surface. */
  minFilledCells: { face: 6, passport: 11 },
} as const;

/** What was measured of a picture, for the verdict and for a log. */
export interface PhotoMeasures {
  readonly width: number;
  readonly height: number;
  readonly brightness: number;
  readonly glare: number;
  readonly sharpness: number;
  readonly filledCells: number;
}

/** The guide of a kind of photo in a picture of this size: the largest that fits, in the middle. */
export function guideIn(kind: PhotoKind, width: number, height: number): Region {
  const { aspect, share } = GUIDES[kind];
  const wide = Math.min(width * share, height * share * aspect);
  const high = wide / aspect;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

/** Measures the part of the picture inside the guide. */
export function measurePhoto(kind: PhotoKind, picture: Picture): PhotoMeasures {
  const { width, height } = picture;
  const grey = greyOf(picture, guideIn(kind, width, height));
  return {
    width,
    height,
    brightness: meanOf(grey.values),
    glare:
      grey.values.filter((value) => value >= PHOTO_LIMITS.saturated).length / grey.values.length,
    sharpness: varianceOf(laplacianOf(grey)),
    filledCells: filledCellsOf(grey),
  };
}

/** Why the picture should be taken again, what is easiest to put right first; empty when it is good. */
export function checkIdPhotoQuality(kind: PhotoKind, picture: Picture): PhotoFault[] {
  return judgePhoto(kind, measurePhoto(kind, picture));
}

/** The pure verdict on what was measured. */
export function judgePhoto(kind: PhotoKind, measures: PhotoMeasures): PhotoFault[] {
  const faults: [PhotoFault, boolean][] = [
    ['too_dark', measures.brightness < PHOTO_LIMITS.minBrightness],
    ['framing', measures.filledCells < PHOTO_LIMITS.minFilledCells[kind]],
    ['glare', measures.glare > PHOTO_LIMITS.maxGlare[kind]],
    ['blurred', measures.sharpness < PHOTO_LIMITS.minSharpness[kind]],
    [
      'too_small',
      measures.width < PHOTO_LIMITS.minWidth || measures.height < PHOTO_LIMITS.minHeight,
    ],
  ];
  return faults.filter(([, found]) => found).map(([fault]) => fault);
}

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Measured at one width, so that a sharp small picture and a sharp large one come to like figures. */
const WORKING_WIDTH = 480;

/** The region in grey, each value the mean of the pixels that fall on it. */
function greyOf(picture: Picture, region: Region): Grey {
  const width = Math.max(1, Math.round(Math.min(WORKING_WIDTH, region.width)));
  const height = Math.max(1, Math.round((width * region.height) / region.width));
  const values = new Float32Array(width * height);
  const step = region.width / width;
  for (let row = 0; row < height; row++) {
    const top = Math.floor(region.y + row * step);
    const bottom = Math.max(top + 1, Math.floor(region.y + (row + 1) * step));
    for (let column = 0; column < width; column++) {
      const left = Math.floor(region.x + column * step);
      const right = Math.max(left + 1, Math.floor(region.x + (column + 1) * step));
      values[row * width + column] = meanGrey(picture, left, top, right, bottom);
    }
  }
  return { width, height, values };
}

function meanGrey(
  { data, width }: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
) {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let at = (y * width + left) * 4; at < (y * width + right) * 4; at += 4) {
      sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    }
  }
  return sum / ((right - left) * (bottom - top));
}

function meanOf(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: Float32Array): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}

/** How much each value differs from its four neighbours: large along sharp edges. */
function laplacianOf({ width, height, values }: Grey): Float32Array {
  const result = new Float32Array(Math.max(0, width - 2) * Math.max(0, height - 2));
  let next = 0;
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      const at = row * width + column;
      const around =
        (values[at - 1] ?? 0) +
        (values[at + 1] ?? 0) +
        (values[at - width] ?? 0) +
        (values[at + width] ?? 0);
      result[next++] = around - 4 * (values[at] ?? 0);
    }
  }
  return result;
}

const CELLS = 4;

/**
 * How many of 4 × 4 cells hold more than an even surface. An empty chair, a wall or a document held
 * far away leaves most of them even. The spread is compared with the mean, so that poor light alone
 * is not taken for an empty frame. Skin colour plays no part: it would fail for some of us.
 */
function filledCellsOf({ width, height, values }: Grey): number {
  let filled = 0;
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const left = Math.floor(((cell % CELLS) * width) / CELLS);
    const right = Math.floor((((cell % CELLS) + 1) * width) / CELLS);
    const top = Math.floor((Math.floor(cell / CELLS) * height) / CELLS);
    const bottom = Math.floor(((Math.floor(cell / CELLS) + 1) * height) / CELLS);
    const inside: number[] = [];
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++)
        inside.push(values[row * width + column] ?? 0);
    }
    const cellValues = Float32Array.from(inside);
    if (Math.sqrt(varianceOf(cellValues)) > 3 + meanOf(cellValues) * 0.05) filled++;
  }
  return filled;
}
