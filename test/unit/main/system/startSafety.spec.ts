import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identify, userDataFolder } from '../../../../main/system/appIdentity.ts';
import {
  injectedLibraries,
  isTraced,
  refusedSwitches,
  startSurroundings,
  unsafeStart,
} from '../../../../main/system/startSafety.ts';

describe('the command line of a release', () => {
  test.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect',
    '--inspect-brk=0',
    '--no-sandbox',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--use-fake-device-for-media-stream',
    '--load-extension=/tmp/x',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--js-flags=--expose-gc',
    '-remote-debugging-port=1',
    '--REMOTE-DEBUGGING-PORT=1',
    '--user-data-dir=/tmp/x',
  ])('refuses %s', (argument) => {
    expect(refusedSwitches(['invigil', argument], 'linux')).toHaveLength(1);
  });

  test('takes the launcher, a link, and what people with other needs or broken drivers set', () => {
    const argv = [
      'invigil',
      '--ozone-platform=x11',
      '--disable-gpu',
      '--force-device-scale-factor=2',
    ];
    expect(refusedSwitches([...argv, 'invigil://open?server=x&ticket=y'], 'linux')).toEqual([]);
    expect(refusedSwitches(['invigil', '-psn_0_12345'], 'darwin')).toEqual([]);
  });

  test('names the switch and never its value', () => {
    expect(refusedSwitches(['invigil', '--proxy-server=secret'], 'linux')).toEqual([
      '--proxy-server',
    ]);
  });

  test('reads a slash as a switch on Windows alone', () => {
    expect(refusedSwitches(['invigil.exe', '/no-sandbox'], 'win32')).toEqual(['--no-sandbox']);
    expect(refusedSwitches(['invigil', '/home/somebody/file'], 'linux')).toEqual([]);
  });

  test('whatever is named and not on the list is refused', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{12,20}$/), (name) => {
        expect(refusedSwitches(['invigil', `--${name}`], 'linux')).toEqual([`--${name}`]);
      }),
    );
  });
});

describe('what the process was started into', () => {
  test('is unsafe with a library of somebody else’s', () => {
    expect(injectedLibraries({ LD_PRELOAD: '/tmp/x.so', PATH: '/bin' })).toEqual(['LD_PRELOAD']);
    expect(injectedLibraries({ DYLD_INSERT_LIBRARIES: 'x', LD_AUDIT: 'y' })).toHaveLength(2);
    expect(injectedLibraries({ LD_PRELOAD: '' })).toEqual([]);
  });

  test('is unsafe in a debugger', () => {
    expect(isTraced('Name:\tinvigil\nTracerPid:\t4711\nUid:\t0')).toBe(true);
    expect(isTraced('Name:\tTracerPid: 9\nTracerPid:\t0\n')).toBe(false);
    expect(isTraced('')).toBe(false);
  });

  test('is safe for these tests', () => {
    const { status } = startSurroundings();
    expect(isTraced(status)).toBe(false);
    if (process.platform === 'linux') expect(status).toContain('TracerPid');
  });
});

describe('the build', () => {
  const clean = { environment: {}, status: '' };
  const facts = { folder: '/src/out/main', version: '1.0.0', platform: 'linux' } as const;

  test('a release accepts no test means, whatever it is called', () => {
    const release = identify({ ...facts, testBuild: false, defaultApp: undefined });
    expect(release).toMatchObject({ build: 'release', acceptsTestMeans: false });
    expect(unsafeStart(['invigil', '--no-sandbox'], release, clean)).toEqual(['--no-sandbox']);
    expect(userDataFolder(release, { INVIGIL_USER_DATA: '/tmp/x' })).toBeUndefined();
  });

  test('a release stays one in an Electron that opens any app', () => {
    const folder = '/opt/Invigil/resources/app.asar/out/main';
    const opened = identify({ ...facts, folder, testBuild: false, defaultApp: true });
    expect(opened).toMatchObject({ build: 'release', acceptsTestMeans: false, packaged: true });
    const windows = identify({
      ...{ ...facts, testBuild: false, defaultApp: true },
      folder: 'C:\\Program Files\\Invigil\\resources\\app.asar\\out\\main',
    });
    expect(windows).toMatchObject({ build: 'release', packaged: true });
  });

  test('a test build and a checkout accept them', () => {
    const test = identify({ ...facts, testBuild: true, defaultApp: undefined });
    const checkout = identify({ ...facts, testBuild: false, defaultApp: true });
    for (const build of [test, checkout]) {
      expect(unsafeStart(['invigil', '--no-sandbox'], build, clean)).toEqual([]);
      expect(userDataFolder(build, { INVIGIL_USER_DATA: '/tmp/x' })).toBe('/tmp/x');
      expect(userDataFolder(build, { INVIGIL_USER_DATA: '' })).toBeUndefined();
    }
  });
});
