import { describe, expect, it } from 'vitest';
import {
  checkIdPhotoQuality,
  guideIn,
  judgePhoto,
  measurePhoto,
  PHOTO_LIMITS,
  type PhotoMeasures,
  type Picture,
} from '../../../contract/photoQuality.ts';

type Paint = (x: number, y: number) => number;

/** A grey picture, drawn pixel by pixel. */
function picture(paint: Paint, width = 640, height = 480): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.fill(paint(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
      data[(y * width + x) * 4 + 3] = 255;
    }
  }
  return { width, height, data };
}

/** Lines of dark strokes on paper, as print looks from afar. */
const print: Paint = (x, y) => (y % 16 < 8 && (x * 7 + y * 3) % 11 < 5 ? 60 : 190);

/** Each pixel the mean of its neighbours, along rows and then along columns: a lens out of focus. */
function outOfFocus(sharp: Picture, radius: number): Picture {
  const { width, height } = sharp;
  const along = (from: Picture, step: number): Picture => {
    const data = new Uint8ClampedArray(from.data.length);
    for (let at = 0; at < data.length; at++) {
      let sum = 0;
      for (let away = -radius; away <= radius; away++) {
        const neighbour = at + away * step * 4;
        sum += from.data[neighbour] ?? from.data[at] ?? 0;
      }
      data[at] = sum / (2 * radius + 1);
    }
    return { width, height, data };
  };
  return along(along(sharp, 1), width);
}

describe('a photo of a document', () => {
  it('is good when it is sharp, bright and fills the frame', () => {
    expect(checkIdPhotoQuality('passport', picture(print))).toEqual([]);
    expect(checkIdPhotoQuality('passport', picture(print, 1280, 720))).toEqual([]);
  });

  it('is blurred when the print runs together', () => {
    expect(checkIdPhotoQuality('passport', outOfFocus(picture(print), 6))).toContain('blurred');
  });

  it('has glare when a part of it is white without detail', () => {
    const lamp: Paint = (x, y) => (Math.hypot(x - 320, y - 240) < 90 ? 255 : print(x, y));
    expect(checkIdPhotoQuality('passport', picture(lamp))).toEqual(['glare']);
  });

  it('is too dark without light, however sharp', () => {
    const night: Paint = (x, y) => print(x, y) / 5;
    expect(checkIdPhotoQuality('passport', picture(night))).toContain('too_dark');
    expect(checkIdPhotoQuality('passport', picture(night))).not.toContain('framing');
  });

  it('is badly framed when it is far away in front of a wall', () => {
    const far: Paint = (x, y) =>
      Math.abs(x - 320) < 80 && Math.abs(y - 240) < 55 ? print(x, y) : 150;
    expect(checkIdPhotoQuality('passport', picture(far))).toContain('framing');
  });

  it('is too small below VGA', () => {
    expect(checkIdPhotoQuality('passport', picture(print, 320, 240))).toEqual(['too_small']);
    expect(checkIdPhotoQuality('passport', picture(print, 640, 479))).toEqual(['too_small']);
  });
});

describe('a photo of a face', () => {
  /** A head with eyes and mouth before a wall; skin is any one shade. */
  const head =
    (skin: number): Paint =>
    (x, y) => {
      if (Math.hypot(Math.abs(x - 320) - 40, y - 210) < 14) return 30;
      if (Math.abs(y - 300) < 6 && Math.abs(x - 320) < 45) return 70;
      if (y < 130 && Math.hypot((x - 320) / 0.75, y - 240) < 170) return 25 + ((x * y) % 23);
      const noise = ((x * 13 + y * 7) % 17) - 8;
      return Math.hypot((x - 320) / 0.75, y - 240) < 170 ? skin + noise : 140;
    };

  it.each([75, 120, 200])('is good for a face of grey %i', (skin) => {
    expect(checkIdPhotoQuality('face', picture(head(skin)))).toEqual([]);
  });

  it('is badly framed when nobody sits there', () => {
    expect(
      checkIdPhotoQuality(
        'face',
        picture(() => 140),
      ),
    ).toEqual(['framing', 'blurred']);
  });

  it('is blurred when the camera is out of focus', () => {
    expect(checkIdPhotoQuality('face', outOfFocus(picture(head(120)), 8))).toEqual(['blurred']);
  });
});

describe('the verdict', () => {
  const good: PhotoMeasures = {
    width: 640,
    height: 480,
    brightness: 120,
    glare: 0,
    sharpness: 500,
    filledCells: 16,
  };
  const atLimit: PhotoMeasures = {
    width: PHOTO_LIMITS.minWidth,
    height: PHOTO_LIMITS.minHeight,
    brightness: PHOTO_LIMITS.minBrightness,
    glare: PHOTO_LIMITS.maxGlare.passport,
    sharpness: PHOTO_LIMITS.minSharpness.passport,
    filledCells: PHOTO_LIMITS.minFilledCells.passport,
  };

  it('takes the limits themselves as good', () => {
    expect(judgePhoto('passport', atLimit)).toEqual([]);
  });

  it('names what is easiest to put right first', () => {
    const bad = { width: 1, height: 1, brightness: 0, glare: 1, sharpness: 0, filledCells: 0 };
    expect(judgePhoto('face', bad)).toEqual([
      'too_dark',
      'framing',
      'glare',
      'blurred',
      'too_small',
    ]);
    expect(judgePhoto('face', { ...good, glare: 0.5 })).toEqual(['glare']);
  });

  it('measures a sharp picture alike at any size', () => {
    const small = measurePhoto('passport', picture(print));
    const coarse: Paint = (x, y) => print(Math.floor(x / 2), Math.floor(y / 2));
    const large = measurePhoto('passport', picture(coarse, 1280, 960));
    expect(large.brightness).toBeCloseTo(small.brightness, 0);
    expect(large.filledCells).toBe(small.filledCells);
    expect(large.sharpness / small.sharpness).toBeGreaterThan(0.3);
  });

  it.each([
    ['face', 640, 480],
    ['face', 480, 1280],
    ['passport', 1920, 1080],
    ['passport', 300, 900],
  ] as const)('has its guide for %s inside %i × %i, in the middle', (kind, width, height) => {
    const guide = guideIn(kind, width, height);
    expect(guide.x).toBeGreaterThan(0);
    expect(guide.y).toBeGreaterThan(0);
    expect(guide.x * 2 + guide.width).toBeCloseTo(width);
    expect(guide.y * 2 + guide.height).toBeCloseTo(height);
  });
});
