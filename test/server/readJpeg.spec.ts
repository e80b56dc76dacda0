import { describe, expect, it } from 'vitest';
import { readJpeg } from '../../server/evidence/readJpeg.ts';
import { EOI, JPEG, SCAN, SOI, frame, segment } from './support/pictures.ts';

const join = (...parts: Buffer[]): Buffer => Buffer.concat(parts);

describe('readJpeg', () => {
  it('reads the size of an encoder’s picture', () => {
    expect(readJpeg(JPEG)).toEqual({ width: 64, height: 48 });
  });

  it('reads a progressive picture of several scans', () => {
    const bytes = join(SOI, frame(0xc2, 1280, 720), SCAN, segment(0xc4, [0]), SCAN, EOI);
    expect(readJpeg(bytes)).toEqual({ width: 1280, height: 720 });
  });

  it('is not misled by a thumbnail inside EXIF', () => {
    const exif = segment(0xe1, [...Buffer.from('Exif\0\0'), ...JPEG]);
    const bytes = join(SOI, exif, JPEG.subarray(2));
    expect(readJpeg(bytes)).toEqual({ width: 64, height: 48 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['two bytes', SOI],
    ['a picture cut in its scan', JPEG.subarray(0, JPEG.length - 40)],
    ['a picture without its last marker', JPEG.subarray(0, JPEG.length - 2)],
    ['a picture with something behind it', join(JPEG, Buffer.from('<script>'))],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['JPEG’s first bytes and then a page', join(SOI, Buffer.from('<html></html>'))],
    ['markers without a scan', join(SOI, frame(0xc0, 10, 10), EOI)],
    ['a scan without a frame', join(SOI, SCAN, EOI)],
    ['two frames', join(SOI, frame(0xc0, 9, 9), frame(0xc0, 9, 9), SCAN, EOI)],
    ['no width', join(SOI, frame(0xc0, 0, 10), SCAN, EOI)],
    ['a side too long', join(SOI, frame(0xc0, 20_001, 10), SCAN, EOI)],
    ['more pixels than a camera has', join(SOI, frame(0xc0, 20_000, 20_000), SCAN, EOI)],
    ['a segment longer than the file', join(SOI, Buffer.from([0xff, 0xe0, 0xff, 0xff, 0]))],
  ])('refuses %s', (_what, bytes) => {
    expect(readJpeg(bytes)).toBeUndefined();
  });

  it('ends on whatever bytes it is given', () => {
    for (let at = 0; at < JPEG.length; at += 1) {
      const broken = Buffer.from(JPEG);
      broken[at] = 0xff;
      const size = readJpeg(broken);
      expect(size === undefined || size.width > 0).toBe(true);
    }
  });
});
