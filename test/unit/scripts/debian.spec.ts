import { describe, expect, it } from 'vitest';
import {
  installCommand,
  missingLibraries,
  packagesForLibraries,
  packagesForTools,
} from '../../../scripts/debian.mjs';

const ldd = `
	linux-vdso.so.1 (0x00007ffd4b9f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f5b1c000000)
	libnss3.so => not found
	libsmime3.so => not found
	libgtk-3.so.0 => not found
	libstrange.so.7 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f5b1b000000)
`;

describe('missing libraries', () => {
  it('are read from ldd', () => {
    expect(missingLibraries(ldd)).toEqual([
      'libnss3.so',
      'libsmime3.so',
      'libgtk-3.so.0',
      'libstrange.so.7',
    ]);
  });

  it('become packages, each once, and those of no known package are named', () => {
    expect(packagesForLibraries(missingLibraries(ldd))).toEqual({
      packages: ['libgtk-3-0', 'libnss3'],
      unknown: ['libstrange.so.7'],
    });
  });
});

describe('missing tools', () => {
  it('become packages, and present ones are left alone', () => {
    const isPresent = (tool: string) => tool === 'ffmpeg';
    expect(packagesForTools(['Xvfb', 'xprop', 'ffmpeg'], isPresent)).toEqual(['x11-utils', 'xvfb']);
  });
});

describe('the install command', () => {
  it('waits for another apt and names every package', () => {
    expect(installCommand(['xvfb', 'openbox'])).toBe(
      'apt-get update && apt-get -o DPkg::Lock::Timeout=500 install -y --no-install-recommends xvfb openbox',
    );
  });
});
