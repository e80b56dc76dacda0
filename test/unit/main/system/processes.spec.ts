import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinuxScanner, parseStat } from '../../../../main/system/processesLinux.ts';
import { parseApplications } from '../../../../main/system/processesMacos.ts';
import {
  parseProcesses,
  parseTasklist,
  readProcessInFront,
} from '../../../../main/system/processesWindows.ts';

const stat = (pid: number, name: string, started: number) =>
  `${pid} (${name}) S 1 ${'0 '.repeat(17)}${started} 0 0\n`;

describe('processes of Linux', () => {
  it('reads a name with spaces and parentheses', () => {
    expect(parseStat(stat(7, 'tmux: (server) x', 4711))).toEqual({
      name: 'tmux: (server) x',
      started: '4711',
    });
    expect(parseStat('')).toBeUndefined();
  });

  it('notices a new process, an exec in a known one and a reused pid', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'proc-'));
    const put = async (pid: number, name: string, started: number, file: string) => {
      const folder = path.join(root, String(pid));
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      await writeFile(path.join(folder, 'stat'), stat(pid, name, started));
      await symlink(file, path.join(folder, 'exe'));
    };
    const scanner = createLinuxScanner(root);
    await put(10, 'bash', 1, '/usr/bin/bash');
    expect(await scanner.scan()).toEqual([
      { pid: 10, name: 'bash', started: '1', path: '/usr/bin/bash' },
    ]);
    await put(10, 'obs', 1, '/usr/bin/obs (deleted)');
    expect(await scanner.scan()).toEqual([
      { pid: 10, name: 'obs', started: '1', path: '/usr/bin/obs' },
    ]);
    await put(10, 'obs', 9, '/opt/obs');
    expect((await scanner.scan())[0]?.path).toBe('/opt/obs');
    await mkdir(path.join(root, '11'));
    expect(await scanner.scan()).toHaveLength(1);
  });

  it('sees and loses a true process', async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    const scanner = createLinuxScanner();
    const child = spawn('sleep', ['30']);
    await new Promise((resolve) => child.once('spawn', resolve));
    const find = async () => (await scanner.scan()).find(({ pid }) => pid === child.pid);
    // Between fork and exec the child still carries our own name.
    await expect.poll(async () => (await find())?.name).toBe('sleep');
    expect((await find())?.path).toMatch(/\/(sleep|coreutils|busybox)$/);
    child.kill();
    await new Promise((resolve) => child.once('exit', resolve));
    expect(await find()).toBeUndefined();
  });
});

describe('processes of Windows', () => {
  it('are read with their original names', () => {
    const stdout = JSON.stringify([
      { pid: 4, name: 'System', path: null, original: null, started: '' },
      {
        pid: 4711,
        name: 'homework',
        path: 'C:\\Users\\a\\homework.exe',
        original: 'obs64.exe',
        started: '133700000000000000',
      },
    ]);
    expect(parseProcesses(stdout)).toEqual([
      { pid: 4, name: 'System', started: '' },
      {
        pid: 4711,
        name: 'homework',
        path: 'C:\\Users\\a\\homework.exe',
        originalName: 'obs64.exe',
        started: '133700000000000000',
      },
    ]);
  });

  it('in front are asked for without a window’s title', async () => {
    const scripts: string[] = [];
    const front = await readProcessInFront((_, args) => {
      scripts.push(Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le'));
      const path = 'C:\\Program Files\\Microsoft Office\\EXCEL.EXE';
      return Promise.resolve(
        JSON.stringify([{ pid: 7, name: 'EXCEL', path, original: 'Excel.exe', started: '' }]),
      );
    });
    expect(front).toMatchObject({ name: 'EXCEL', originalName: 'Excel.exe' });
    expect(scripts[0]).not.toMatch(/GetWindowText|MainWindowTitle/);
  });

  it('are read from tasklist, whatever its language', () => {
    const text =
      '"System Idle Process","0","Services","0","8 K"\r\n"AnyDesk.exe","9120","Console","1","31 204 K"\r\n\r\n';
    expect(parseTasklist(text)).toEqual([
      { pid: 0, name: 'System Idle Process', started: '' },
      { pid: 9120, name: 'AnyDesk.exe', started: '' },
    ]);
  });
});

describe('applications of macOS', () => {
  it('are told by their bundle ids', () => {
    const text = ` 1) "loginwindow" ASN:0x0-0x1001: 
    bundleID="com.apple.loginwindow"
    bundle path="/System/Library/CoreServices/loginwindow.app"
    pid = 147 type="UIElement" flavor=3 Version="10.11.6"
 2) "helper" ASN:0x0-0x2002: 
    bundleID=[ NULL ] 
    pid = 300 type="BackgroundOnly"
 3) "AnyDesk" ASN:0x0-0x3003: (in front) 
    bundleID="com.philandro.anydesk"
    pid = 4711 type="Foreground" flavor=3
`;
    expect([...parseApplications(text)]).toEqual([
      [147, 'com.apple.loginwindow'],
      [4711, 'com.philandro.anydesk'],
    ]);
  });
});
