import { describe, expect, it } from 'vitest';
import { scannerOfLists, type RunningProcess } from '../../../../main/system/runningProcess.ts';
import { parseApplications } from '../../../../main/system/processesMacos.ts';
import {
  parseProcesses,
  parseTasklist,
  readProcessInFront,
} from '../../../../main/system/processesWindows.ts';

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
        signer: 'OBS Project, LLC',
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
        signer: 'OBS Project, LLC',
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

describe('a system that can only list everything', () => {
  it('tells what came and what is gone, by pid, start and name', async () => {
    let running: RunningProcess[] = [];
    const scanner = scannerOfLists(1_000, () => Promise.resolve(running));
    const shell = { pid: 7, name: 'bash', started: '1' };
    running = [shell, { pid: 8, name: 'cron', started: '1' }];
    expect(await scanner.look()).toEqual({ came: running, gone: [] });
    running = running.map((process) => ({ ...process }));
    expect(await scanner.look()).toEqual({ came: [], gone: [] });
    running = [
      { pid: 7, name: 'obs', started: '1' },
      { pid: 8, name: 'cron', started: '9' },
    ];
    const changes = await scanner.look();
    expect(changes.came).toEqual(running);
    expect(changes.gone[0]).toBe(shell);
    expect(changes.gone).toHaveLength(2);
  });
});
