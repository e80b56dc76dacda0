import { describe, expect, it } from 'vitest';
import { foregroundInterval, readForeground } from '../../../../../main/system/foreground.ts';
import { readManagedPolicy } from '../../../../../main/system/managedSettings.ts';
import { hiddenFromCaptures } from '../../../../../main/system/windows/hiddenWindows.ts';
import { readMachineKeys } from '../../../../../main/system/windows/machineKeys.ts';
import {
  readWindowsProcess,
  windowsProcessLister,
} from '../../../../../main/system/windows/processScanner.ts';
import { valueOf, type Registry } from '../../../../../main/system/windows/registry.ts';
import { MESSAGE, sessionEventOf } from '../../../../../main/system/windows/sessionMessages.ts';
import { readWindowsOverOurs } from '../../../../../main/system/windows/windowsOver.ts';
import type { TopWindow } from '../../../../../main/system/windows/topWindows.ts';
import { silentLog } from '../../../../fakes/log.ts';

/** A registry of these values, by key and name; keys end in `\`. */
function registryOf(values: Readonly<Record<string, string | number | string[]>>): Registry {
  const keys = Object.keys(values).map((place) => place.slice(0, place.lastIndexOf('\\')));
  return {
    readValue: (_root, key, name) => values[`${key}\\${name}`],
    listKeys: (_root, key) => [
      ...new Set(
        keys
          .filter((each) => each.startsWith(`${key}\\`))
          .map((each) => each.slice(key.length + 1).split('\\')[0] ?? ''),
      ),
    ],
    hasKey: (_root, key) => keys.some((each) => each === key || each.startsWith(`${key}\\`)),
  };
}

const BIOS = 'HARDWARE\\DESCRIPTION\\System\\BIOS';

describe('the keys of a machine', () => {
  it('give identity, and name what is not there', () => {
    const { hardware, guestServices, firmwareTables } = readMachineKeys(
      registryOf({
        [`${BIOS}\\SystemManufacturer`]: ' LENOVO ',
        [`${BIOS}\\SystemProductName`]: '20XW',
        'HARDWARE\\ACPI\\DSDT\\LENOVO\\x': '',
      }),
    );
    expect(hardware).toMatchObject({ platform: 'win32', manufacturer: 'LENOVO', model: '20XW' });
    expect(hardware.unread).toContain('biosVendor');
    expect(guestServices).toEqual([]);
    expect(firmwareTables).toEqual(['LENOVO']);
  });

  it('find guest software and never the host’s part of it', () => {
    const services = 'SYSTEM\\CurrentControlSet\\Services';
    const found = (...names: string[]) =>
      readMachineKeys(
        registryOf(Object.fromEntries(names.map((name) => [`${services}\\${name}\\x`, '']))),
      ).guestServices;
    expect(found('VMTools', 'prl_tg')).toEqual(['VMTools', 'prl_tg']);
    expect(found('VBoxDrv', 'VBoxNetAdp', 'vmci', 'vmicheartbeat', 'VMnetAdapter')).toEqual([]);
  });

  it('are never guilt where Windows refuses them', () => {
    const refuse = (): never => {
      throw new Error('the registry refused');
    };
    const refused = { readValue: refuse, listKeys: refuse, hasKey: refuse };
    const { hardware, guestServices, firmwareTables } = readMachineKeys(refused);
    expect([guestServices, firmwareTables, hardware.manufacturer]).toEqual([[], [], undefined]);
    expect(hardware.unread).toEqual(expect.arrayContaining(['manufacturer', 'graphics', 'acpi']));
  });
});

describe('a value of the registry', () => {
  const text = (value: string) => Buffer.from(value, 'utf16le');

  it('is read by its type, with or without its end', () => {
    expect(valueOf(1, text('x\0'))).toBe('x');
    expect(valueOf(2, text('x'))).toBe('x');
    expect(valueOf(7, text('a\0b\0\0'))).toEqual(['a', 'b']);
    expect(valueOf(4, Buffer.from([1, 0, 0, 0]))).toBe(1);
    expect(valueOf(11, Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]))).toBe(2);
  });

  it('is nothing where it is cut short or of a type of no use', () => {
    expect([valueOf(4, Buffer.from([1])), valueOf(11, Buffer.alloc(4))]).toEqual([
      undefined,
      undefined,
    ]);
    expect(valueOf(3, Buffer.from([1]))).toBeUndefined();
  });
});

describe('the policy TrustedServers', () => {
  const key = 'Software\\Policies\\Invigil\\TrustedServers';

  it('is taken as a list or as one address, and ignored with a fault', () => {
    const read = (value: string | number | string[]) =>
      readManagedPolicy(registryOf({ [key]: value }), silentLog);
    expect(read(['https://a.example', 'https://b.example'])).toHaveLength(2);
    expect(read('https://a.example')).toEqual(['https://a.example']);
    expect(read(['https://a.example', 'not an address'])).toEqual([]);
    expect(read(1)).toEqual([]);
  });
});

describe('processes', () => {
  const file = 'C:\\tools\\calculator.exe';
  let asked: number[] = [];
  const native = (listed: [pid: number, name: string][], start = (pid: number) => String(pid)) => ({
    foregroundPid: () => 8,
    listProcesses: () => listed.map(([pid, name]) => ({ pid, parentPid: 4, name })),
    readProcess: (pid: number) => {
      asked.push(pid);
      return pid === 4 ? {} : { path: file, started: start(pid) };
    },
    identify: () => ({ originalName: 'obs64.exe' }),
  });

  it('are asked once, and in turn whether they are still the same', () => {
    asked = [];
    let begun = '1';
    const calls = native(
      [
        [0, '[System Process]'],
        [4, 'System'],
        [8, 'calculator.exe'],
      ],
      () => begun,
    );
    const list = windowsProcessLister(calls);
    const first = list();
    expect(first).toEqual([
      { pid: 4, name: 'System', started: '' },
      { pid: 8, name: 'calculator.exe', started: '1', path: file, originalName: 'obs64.exe' },
    ]);
    expect(asked).toEqual([4, 8]);
    expect(list()[1]).toBe(first[1]);
    expect(asked.length).toBeLessThanOrEqual(3);
    begun = '2';
    for (let times = 0; times < 8; times += 1) list();
    expect(list().find(({ pid }) => pid === 8)?.started).toBe('2');
  });

  it('are found by the window in front', async () => {
    const calls = native([[8, 'calculator.exe']]);
    const run = (): never => expect.fail('a program was started');
    expect(await readForeground('win32', run, calls)).toMatchObject({
      name: 'calculator.exe',
      originalName: 'obs64.exe',
    });
    expect([foregroundInterval('win32', calls), foregroundInterval('win32')]).toEqual([
      1_000, 10_000,
    ]);
    expect(readWindowsProcess(native([[4, 'System']]), 4)).toMatchObject({ name: 'System' });
    expect(readWindowsProcess(native([]), 4)).toBeUndefined();
  });
});

describe('windows that captures do not show', () => {
  const bounds = { x: 0, y: 0, width: 1, height: 1 };
  const window = (pid: number, more: Partial<TopWindow> = {}): TopWindow => ({
    id: BigInt(pid),
    pid,
    className: 'x',
    visible: true,
    minimised: false,
    cloaked: false,
    topmost: true,
    noActivate: true,
    toolWindow: true,
    clickThrough: true,
    capture: 'excluded',
    bounds,
    ...more,
  });

  it('are told by program, once, without ours and those out of sight', () => {
    const windows = [
      window(8),
      window(8, { capture: 'blacked_out' }),
      window(12, { capture: 'shown' }),
      window(16, { cloaked: true }),
      window(20, { minimised: true }),
      window(24),
    ];
    const found = hiddenFromCaptures(
      {
        listWindows: () => windows,
        listProcesses: () => [],
        readProcess: (pid) => ({ path: `C:\\${pid}.exe` }),
        identify: () => ({}),
      },
      24,
    );
    expect(found.map(({ name }) => name)).toEqual(['8.exe']);
  });
});

describe('windows over ours', () => {
  const bounds = { x: 0, y: 0, width: 800, height: 600 };
  const window = (id: number, more: Partial<TopWindow> = {}): TopWindow => ({
    id: BigInt(id),
    pid: id,
    className: 'x',
    visible: true,
    minimised: false,
    cloaked: false,
    topmost: true,
    noActivate: false,
    toolWindow: false,
    clickThrough: false,
    capture: 'shown',
    bounds,
    ...more,
  });
  const names = new Map([
    [4, 'notes.exe'],
    [8, 'TextInputHost.exe'],
  ]);
  const over = (...windows: TopWindow[]) =>
    readWindowsOverOurs(
      {
        listWindows: () => [...windows, window(100), window(4)],
        listProcesses: () => [],
        readProcess: (pid) => ({ path: `C:\\x\\${names.get(pid) ?? `${pid}.exe`}` }),
        identify: () => ({}),
      },
      100n,
      100,
    )?.over.map(({ name }) => name);

  it('are told by program, those before it in the list alone', () => {
    expect(over()).toEqual([]);
    expect(over(window(4), window(4))).toEqual(['notes.exe']);
  });

  it('are folders too, which belong to the task bar’s own program', () => {
    names.set(16, 'explorer.exe');
    expect(over(window(16, { className: 'Shell_TrayWnd' }))).toEqual([]);
    expect(over(window(16, { className: 'CabinetWClass' }))).toEqual(['explorer.exe']);
  });

  it('are none of ours, none out of sight, beside, tiny, of a driver or of a helper', () => {
    expect(
      over(
        window(100),
        window(8),
        window(12, { visible: false }),
        window(12, { cloaked: true }),
        window(12, { minimised: true }),
        window(12, { clickThrough: true }),
        window(12, { bounds: { ...bounds, x: 800 } }),
        window(12, { bounds: { ...bounds, height: 10 } }),
      ),
    ).toEqual([]);
  });
});

describe('messages of the session', () => {
  it('mean what Windows’ headers say', () => {
    expect(sessionEventOf(MESSAGE.sessionChange, 7)).toBe('locked');
    expect(sessionEventOf(MESSAGE.sessionChange, 3)).toBe('remote_connected');
    expect(sessionEventOf(MESSAGE.powerBroadcast, 4)).toBe('suspending');
    expect(sessionEventOf(MESSAGE.displayChange, 32)).toBe('displays_changed');
    expect(sessionEventOf(MESSAGE.deviceChange, 7)).toBe('devices_changed');
    expect(sessionEventOf(MESSAGE.queryEndSession, 0)).toBe('session_ending');
  });

  it('mean nothing where they are of no use', () => {
    expect(sessionEventOf(MESSAGE.powerBroadcast, 0xa)).toBeUndefined();
    expect(sessionEventOf(MESSAGE.sessionChange, 99)).toBeUndefined();
    expect(sessionEventOf(MESSAGE.deviceChange, 0)).toBeUndefined();
    expect(sessionEventOf(0x400, 7)).toBeUndefined();
  });
});
