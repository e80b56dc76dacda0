import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../../main/system/command.ts';
import { readDisk } from '../../../../main/system/disk.ts';
import {
  countDrivenOutputs,
  parseMacDisplays,
  readDisplays,
} from '../../../../main/system/displays.ts';
import {
  parseActiveWindow,
  parseFront,
  parseWindowPid,
} from '../../../../main/system/foreground.ts';
import { readNetwork } from '../../../../main/system/network.ts';
import { hasWindowManager } from '../../../../main/system/windowManager.ts';
import { readPower } from '../../../../main/system/power.ts';
import {
  hostOfDisplay,
  parseConsole,
  parseLoginctl,
  readSessionType,
} from '../../../../main/system/sessionType.ts';

const nothing = () => Promise.reject(new Error('missing'));

describe('running a program of the system', () => {
  it('gives its words, its allowed codes, and refuses the rest', async () => {
    expect(await runCommand('echo', ['a b'])).toBe('a b\n');
    expect(await runCommand('sh', ['-c', 'echo none; exit 1'], { codes: [1] })).toBe('none\n');
    await expect(runCommand('sh', ['-c', 'exit 3'], { codes: [1] })).rejects.toThrow(
      'sh could not',
    );
    await expect(runCommand('no-such-program', [])).rejects.toThrow('no-such-program');
    await expect(runCommand('sleep', ['5'], { timeout: 50 })).rejects.toThrow('sleep');
  });
});

describe('displays', () => {
  it('counts outputs that carry a picture, not those that are merely plugged in', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'drm-'));
    const outputs = {
      'card0-eDP-1': 'enabled',
      'card1-eDP-1': 'disabled',
      'card0-HDMI-A-1': 'enabled',
    };
    for (const [name, state] of Object.entries(outputs)) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, 'enabled'), `${state}\n`);
    }
    await mkdir(path.join(folder, 'card0'));
    expect(await countDrivenOutputs(folder)).toEqual({ outputs: 2 });
    const getAllDisplays = () => [{ internal: true, label: 'eDP-1' }];
    expect(
      await readDisplays({ platform: 'linux', run: nothing, drm: folder, getAllDisplays }),
    ).toEqual({ screens: [{ internal: true, label: 'eDP-1' }], outputs: 2 });
    expect(
      await readDisplays({ platform: 'linux', run: nothing, drm: '/no/such', getAllDisplays }),
    ).toEqual({ screens: [{ internal: true, label: 'eDP-1' }] });
  });

  it('reads mirroring on a Mac', () => {
    const profile = (mirror: string) =>
      JSON.stringify({
        SPDisplaysDataType: [
          {
            _name: 'Apple M2 Pro',
            spdisplays_ndrvs: [
              { _name: 'Color LCD', spdisplays_mirror: mirror },
              { _name: 'Beamer', spdisplays_mirror: mirror },
            ],
          },
        ],
      });
    expect(parseMacDisplays(profile('spdisplays_on'))).toEqual({ outputs: 2, mirrored: true });
    expect(parseMacDisplays(profile('spdisplays_off'))).toEqual({ outputs: 2, mirrored: false });
  });
});

/** A folder with the files that are named, as a recorded machine has them. */
async function recordedRoot(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'session-'));
  for (const [file, text] of Object.entries(files)) {
    const whole = path.join(root, file);
    await mkdir(path.dirname(whole), { recursive: true });
    await writeFile(whole, text);
  }
  return root;
}

describe('the session', () => {
  it('is read from the environment, and from logind where it answers', async () => {
    const environment = {
      XDG_SESSION_TYPE: 'x11',
      DISPLAY: 'localhost:10.0',
      SSH_CONNECTION: 'a b',
      XDG_SESSION_ID: '7',
    };
    const asked: string[] = [];
    const run = (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(' '));
      return Promise.resolve('Remote=yes\n');
    };
    const root = await recordedRoot({ 'proc/12/comm': 'bash\n' });
    const sources = { platform: 'linux' as const, environment, screenReader: true, root };
    expect(await readSessionType({ ...sources, run })).toEqual({
      platform: 'linux',
      type: 'x11',
      displayHost: 'localhost',
      ssh: true,
      markers: [],
      loginRemote: true,
      sharers: [],
      screenReader: true,
      unread: [],
    });
    expect(asked).toEqual(['loginctl show-session 7 --property=Remote']);
    const untold = await readSessionType({ ...sources, run: nothing });
    expect(untold.loginRemote).toBeUndefined();
    expect(untold.unread).toEqual(['loginctl']);
  });

  it('knows the program behind the display, and who shows it elsewhere', async () => {
    const root = await recordedRoot({
      'tmp/.X1-lock': '      4711\n',
      'proc/4711/comm': 'Xtigervnc\n',
      'proc/4712/comm': 'x11vnc\n',
      'proc/4713/comm': 'x11vnc\n',
      'proc/self/comm': 'x11vnc\n',
    });
    const sources = { platform: 'linux' as const, screenReader: false, run: nothing, root };
    const reading = await readSessionType({ ...sources, environment: { DISPLAY: ':1.0' } });
    expect(reading).toMatchObject({ displayServer: 'Xtigervnc', sharers: ['x11vnc'], unread: [] });
    const elsewhere = await readSessionType({ ...sources, environment: { DISPLAY: 'desk:1' } });
    expect(elsewhere.displayServer).toBeUndefined();
    const gone = await readSessionType({ ...sources, root: `${root}/no`, environment: {} });
    expect(gone.unread).toEqual(['sharers']);
  });

  it('takes a lock without its process as not readable', async () => {
    const root = await recordedRoot({ 'tmp/.X0-lock': '4711\n', 'proc/1/comm': 'init\n' });
    const sources = { platform: 'linux' as const, screenReader: false, run: nothing, root };
    const reading = await readSessionType({ ...sources, environment: { DISPLAY: ':0' } });
    expect(reading.unread).toEqual(['display_server']);
  });

  it('tells a display here from one elsewhere', () => {
    expect([':0', ':1.0', 'unix:0', '/private/tmp/x:0', undefined].map(hostOfDisplay)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
    expect(hostOfDisplay('desk.example:0')).toBe('desk.example');
  });

  it('reads what the systems answer', () => {
    expect(parseLoginctl('Remote=no\n')).toEqual({ loginRemote: false });
    expect(parseLoginctl('')).toEqual({});
    expect(parseConsole('"IOConsoleUsers" = ({"kCGSSessionOnConsoleKey"=No})')).toEqual({
      onConsole: false,
    });
    expect(parseConsole('{"kCGSSessionOnConsoleKey"=Yes},{"kCGSSessionOnConsoleKey"=No}')).toEqual({
      onConsole: true,
    });
    expect(
      parseConsole(
        '"IOConsoleUsers" = ({"kCGSSessionOnConsoleKey"=Yes,"CGSSessionScreenIsShared"=Yes})',
      ),
    ).toEqual({ onConsole: true, screenShared: true });
    expect(parseConsole('')).toEqual({});
  });
});

describe('the foreground', () => {
  it('is read from X11 and from Launch Services', () => {
    expect(parseActiveWindow('_NET_ACTIVE_WINDOW(WINDOW): window id # 0x1400003\n')).toBe(
      '0x1400003',
    );
    expect(parseActiveWindow('_NET_ACTIVE_WINDOW(WINDOW): window id # 0x0\n')).toBeUndefined();
    expect(parseWindowPid('_NET_WM_PID(CARDINAL) = 4711\n')).toBe(4711);
    expect(parseWindowPid('_NET_WM_PID:  not found.\n')).toBeUndefined();
    expect(parseFront('"Safari" ASN:0x0-0x1:\n    bundleID="com.apple.Safari"\n')).toEqual({
      name: 'Safari',
      bundleId: 'com.apple.Safari',
    });
  });
});

describe('the window manager', () => {
  const answering = (answers: Record<string, string>) => (_: string, args: readonly string[]) => {
    const answer = answers[args.join(' ')];
    return answer === undefined ? nothing() : Promise.resolve(answer);
  };
  const check = (id: string) => `_NET_SUPPORTING_WM_CHECK(WINDOW): window id # ${id}\n`;
  const root = '-root _NET_SUPPORTING_WM_CHECK';

  it('is there when its window says so itself', async () => {
    const there = { [root]: check('0x4'), '-id 0x4 _NET_SUPPORTING_WM_CHECK': check('0x4') };
    expect(await hasWindowManager('linux', answering(there))).toBe(true);
    expect(await hasWindowManager('linux', answering({ [root]: check('0x4') }))).toBe(false);
    const none = { [root]: '_NET_SUPPORTING_WM_CHECK:  not found.\n' };
    expect(await hasWindowManager('linux', answering(none))).toBe(false);
  });

  it('is taken for granted where nobody can tell', async () => {
    expect(await hasWindowManager('linux', nothing)).toBe(true);
    expect(await hasWindowManager('win32', nothing)).toBe(true);
  });
});

describe('network, power and disk', () => {
  it('joins the ping with its hints', async () => {
    const sources = {
      serverUrl: 'https://server.example',
      ping: () => Promise.resolve({ from: 'nobody' as const, milliseconds: 3 }),
      resolveProxy: () => Promise.resolve('PROXY proxy.example:3128; DIRECT'),
      isOnline: () => true,
    };
    expect(await readNetwork(sources)).toEqual({
      answer: { from: 'nobody', milliseconds: 3 },
      online: true,
      proxied: true,
    });
    const direct = { ...sources, resolveProxy: () => Promise.resolve('DIRECT') };
    expect((await readNetwork(direct)).proxied).toBe(false);
  });

  it('reads this machine', async () => {
    expect((await readDisk(tmpdir())).freeBytes).toBeGreaterThan(0);
    await expect(readDisk('/no/such/folder')).rejects.toThrow();
    const power = await readPower();
    expect(power.percent === undefined).toBe(!power.hasBattery);
  });
});
