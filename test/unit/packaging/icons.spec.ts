import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const asset = (name: string): Buffer =>
  readFileSync(new URL(`../../../assets/${name}`, import.meta.url));

/** Edge length out of a PNG's header chunk. */
function pngSize(png: Buffer): number {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(png.readUInt32BE(20));
  return png.readUInt32BE(16);
}

function icoSizes(file: Buffer): number[] {
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const start = file.readUInt32LE(entry + 12);
    const size = pngSize(file.subarray(start, start + file.readUInt32LE(entry + 8)));
    expect(file.readUInt8(entry)).toBe(size % 256);
    return size;
  });
}

function icnsSizes(file: Buffer): Map<string, number> {
  expect(file.readUInt32BE(4)).toBe(file.length);
  const sizes = new Map<string, number>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    sizes.set(file.toString('latin1', at, at + 4), pngSize(file.subarray(at + 8)));
  return sizes;
}

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('of Linux are what they say: %i', (size) => {
    expect(pngSize(asset(`icons/${String(size)}x${String(size)}.png`))).toBe(size);
  });

  it('of Windows cover its lists, taskbar and tiles', () => {
    expect(icoSizes(asset('icon.ico'))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  });

  it('of macOS cover the Finder and the Dock at both resolutions', () => {
    expect(Object.fromEntries(icnsSizes(asset('icon.icns')))).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      icp6: 64,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    });
  });
});
