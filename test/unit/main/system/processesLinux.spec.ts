import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchProcess, PRESET_RULES } from '../../../../contract/processRules.ts';
import { packageOf } from '../../../../main/system/packagesLinux.ts';
import { createLinuxScanner, parseStat } from '../../../../main/system/processesLinux.ts';
import type { ProcessChanges, ProcessScanner } from '../../../../main/system/runningProcess.ts';

interface Life {
  readonly started?: number;
  readonly state?: string;
  readonly flags?: number;
  readonly threads?: number;
}

function stat(pid: number, name: string, life: Life = {}): string {
  const { started = 1, state = 'S', flags = 0x400000, threads = 1 } = life;
  return `${pid} (${name}) ${state} 1 1 1 0 -1 ${flags} ${'0 '.repeat(10)}${threads} 0 ${started} 0 0\n`;
}

describe('a recorded /proc', () => {
  let root: string;
  let scanner: ProcessScanner;
  const put = async (pid: number, name: string, file?: string, life?: Life): Promise<void> => {
    const folder = path.join(root, String(pid));
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await writeFile(path.join(folder, 'stat'), stat(pid, name, life));
    if (file !== undefined) await symlink(file, path.join(folder, 'exe'));
  };
  const names = ({ came, gone }: ProcessChanges) => ({
    came: came.map(({ name }) => name),
    gone: gone.map(({ name }) => name),
  });
  /** Looks until something is different, and says after how many looks it was. */
  const looksUntilChange = async (most: number) => {
    for (let looks = 1; looks <= most; looks += 1) {
      const { came, gone } = await scanner.look();
      if (came.length + gone.length > 0) return { looks, ...names({ came, gone }) };
    }
    return { looks: Infinity, came: [], gone: [] };
  };
  const growOld = async () => {
    for (let looks = 0; looks < 20; looks += 1) await scanner.look();
  };

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'proc-'));
    scanner = createLinuxScanner(root);
    await writeFile(path.join(root, 'uptime'), '1 1');
    await put(10, 'bash', '/usr/bin/bash');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('has a name with spaces and parentheses', () => {
    expect(parseStat(stat(7, 'tmux: (server) x', { started: 4711 }))).toMatchObject({
      name: 'tmux: (server) x',
      started: '4711',
      isKernelThread: false,
      isZombie: false,
    });
    expect(parseStat('')).toBeUndefined();
  });

  it('tells what came once, and nothing while it stays', async () => {
    expect(await scanner.look()).toEqual({
      came: [{ pid: 10, name: 'bash', started: '1', path: '/usr/bin/bash' }],
      gone: [],
    });
    expect(await scanner.look()).toEqual({ came: [], gone: [] });
    await put(11, 'obs', '/usr/bin/obs (deleted)');
    const { came } = await scanner.look();
    expect(came).toEqual([{ pid: 11, name: 'obs', started: '1', path: '/usr/bin/obs' }]);
    await rm(path.join(root, '11'), { recursive: true });
    expect((await scanner.look()).gone[0]).toBe(came[0]);
  });

  it('shows at the next look that a young process has become another program', async () => {
    await scanner.look();
    await put(10, 'obs', '/usr/bin/obs');
    expect(names(await scanner.look())).toEqual({ came: ['obs'], gone: ['bash'] });
  });

  it('shows within three looks that an old one has, even under its old name', async () => {
    for (const pid of [10, 11, 12]) await put(pid, 'bash', '/usr/bin/bash');
    await growOld();
    for (const pid of [10, 11, 12]) {
      await put(pid, 'bash', '/opt/obs/bash');
      const change = await looksUntilChange(3);
      expect(change.looks).toBeLessThanOrEqual(3);
      expect(change).toMatchObject({ came: ['bash'], gone: ['bash'] });
    }
  });

  it('shows that an old one has, whose file nobody may see', async () => {
    await put(12, 'root-daemon');
    await growOld();
    await put(12, 'x11vnc');
    const change = await looksUntilChange(3);
    expect(change).toMatchObject({ came: ['x11vnc'], gone: ['root-daemon'] });
  });

  it('shows that a pid was taken again, by its start', async () => {
    await scanner.look();
    await put(10, 'bash', '/usr/bin/bash', { started: 9 });
    expect(names(await scanner.look())).toEqual({ came: ['bash'], gone: ['bash'] });
    await growOld();
    await put(10, 'bash', '/usr/bin/bash', { started: 12 });
    expect((await looksUntilChange(30)).looks).toBeLessThanOrEqual(24);
  });

  it('leaves out the kernel’s own, what has ended, and what is gone while it is read', async () => {
    await put(2, 'kthreadd', undefined, { flags: 0x208040 });
    await put(20, 'anydesk', undefined, { state: 'Z' });
    await mkdir(path.join(root, '21'));
    expect(names(await scanner.look()).came).toEqual(['bash']);
    // Its first thread has ended, the others go on.
    await put(22, 'anydesk', undefined, { state: 'Z', threads: 3 });
    expect(names(await scanner.look()).came).toEqual(['anydesk']);
  });

  it('keeps what it found when a look fails half-way', async () => {
    await writeFile(path.join(root, '30'), 'no folder');
    await expect(scanner.look()).rejects.toThrow(/ENOTDIR/);
    await rm(path.join(root, '30'));
    expect(names(await scanner.look()).came).toEqual(['bash']);
  });
});

describe('packages', () => {
  it.each([
    ['/snap/discord/123/usr/share/discord/Discord', '', 'snap:discord'],
    [
      '/app/discord/Discord',
      '0::/user.slice/user-1000.slice/app.slice/app-flatpak-com.discordapp.Discord-4711.scope\n',
      'flatpak:com.discordapp.Discord',
    ],
    [
      '/app/bin/x',
      '0::/app-flatpak-com.parsec\\x2dapp.Parsec-12.scope',
      'flatpak:com.parsec-app.Parsec',
    ],
    ['/app/bin/x', '0::/user.slice', undefined],
    ['/usr/bin/x', '0::/app-flatpak-com.discordapp.Discord-1.scope', undefined],
  ])('of %s', (file, cgroup, id) => {
    expect(packageOf(file, () => cgroup)).toBe(id);
  });

  it('are none when the process is gone meanwhile', () => {
    const gone = () => {
      throw new Error('ENOENT');
    };
    expect(packageOf('/app/bin/x', gone)).toBeUndefined();
  });
});

describe('this machine', () => {
  const children: ChildProcess[] = [];
  let folder: string;
  beforeEach(async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    folder = await mkdtemp(path.join(tmpdir(), 'programs-'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (program: string, args: string[]): Promise<ChildProcess> => {
    const child = spawn(program, args, { stdio: 'ignore' });
    children.push(child);
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    return child;
  };
  /** A program of another name: what a renamed file is. */
  const copyOf = async (name: string): Promise<string> => {
    const file = path.join(folder, name);
    await copyFile('/bin/sleep', file);
    await chmod(file, 0o755);
    return file;
  };
  /**
   * Looks as often as in an exam until a process of this pid meets a rule. Tells the milliseconds of the
   * looks that this took, not those of the clock: a test machine may stand still in between.
   */
  const metBy = async (scanner: ProcessScanner, pid: number | undefined) => {
    for (let looks = 1; looks <= 40; looks += 1) {
      for (const process of (await scanner.look()).came)
        if (process.pid === pid) {
          const rule = matchProcess(process, PRESET_RULES, 'linux');
          if (rule !== undefined) return { id: rule.id, after: looks * scanner.interval };
        }
      await new Promise((resolve) => setTimeout(resolve, scanner.interval));
    }
    return undefined;
  };

  it('shows a program by its file, and its end', async () => {
    const scanner = createLinuxScanner();
    await scanner.look();
    const child = await start(await copyOf('anydesk'), ['30']);
    const met = await metBy(scanner, child.pid);
    expect(met?.id).toBe('anydesk');
    expect(met?.after).toBeLessThan(1_000);
    child.kill();
    await new Promise((resolve) => child.once('exit', resolve));
    expect((await scanner.look()).gone.map(({ pid }) => pid)).toContain(child.pid);
  });

  it('shows a shell that becomes a program, young and old, within two seconds', async () => {
    const program = await copyOf('anydesk');
    const scanner = createLinuxScanner();
    const young = await start('/bin/sh', ['-c', `sleep 0.7; exec ${program} 30`]);
    expect(await metBy(scanner, young.pid)).toMatchObject({ id: 'anydesk' });
    const waiting = spawn('/bin/sh', ['-c', `read line; exec ${program} 30`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    children.push(waiting);
    for (let looks = 0; looks < 12; looks += 1) await scanner.look();
    waiting.stdin.end('go\n');
    const met = await metBy(scanner, waiting.pid);
    expect(met?.id).toBe('anydesk');
    expect(met?.after).toBeLessThan(2_000);
  });

  it('survives programs that come and go while it looks', async () => {
    const scanner = createLinuxScanner();
    const storm = Array.from({ length: 40 }, () => start('/bin/true', []));
    for (let looks = 0; looks < 30; looks += 1) {
      await scanner.look();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(storm);
    const mine = await scanner.look();
    expect(mine.came.every(({ name }) => name !== '')).toBe(true);
  });
});
