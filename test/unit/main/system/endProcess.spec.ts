import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createProcessEnder } from '../../../../main/system/endProcess.ts';
import { listLinux } from '../../../../main/system/processesLinux.ts';

const noRun = () => Promise.reject(new Error('no program is needed'));

async function child(script: string) {
  const started = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => started.once('exit', (_code, signal) => resolve(signal)));
  // The script says when it is ready, its own traps included.
  await new Promise((resolve) => started.stdout.once('data', resolve));
  const process = (await listLinux()).find(({ pid }) => pid === started.pid);
  if (process === undefined) throw new Error('the child is not there');
  return { process, ended };
}

describe('a process', () => {
  it('is asked politely, and is gone', async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    const ender = createProcessEnder('linux', noRun);
    const { process: other, ended } = await child('echo ready; while :; do sleep 0.1; done');
    expect(await ender.isThere(other)).toBe(true);
    expect(await ender.ask(other, false)).toBe('asked');
    expect(await ended).toBe('SIGTERM');
    expect(await ender.isThere(other)).toBe(false);
    expect(await ender.ask(other, false)).toBe('gone');
  });

  it('that does not listen is ended by force, and only then', async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    const ender = createProcessEnder('linux', noRun);
    const { process: other, ended } = await child(
      "trap '' TERM; echo ready; while :; do sleep 0.1; done",
    );
    expect(await ender.ask(other, false)).toBe('asked');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await ender.isThere(other)).toBe(true);
    expect(await ender.ask(other, true)).toBe('asked');
    expect(await ended).toBe('SIGKILL');
  });

  it('of the same number but another start is left alone', async () => {
    const signals: string[] = [];
    const ender = createProcessEnder('linux', noRun, (pid, signal) =>
      signals.push(`${pid} ${signal}`),
    );
    const other = { pid: process.pid, name: 'node', started: '1' };
    expect(await ender.ask(other, true)).toBe('gone');
    expect(signals).toEqual([]);
  });

  it('of another user is not ours to end', async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    const ender = createProcessEnder('linux', noRun, () => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    });
    const mine = (await listLinux()).find(({ pid }) => pid === process.pid);
    if (mine === undefined) throw new Error('we are not there');
    expect(await ender.ask(mine, false)).toBe('refused');
  });
});

describe('a process of macOS', () => {
  it('is known by its pid and start', async () => {
    const asked: string[] = [];
    const signals: string[] = [];
    const ender = createProcessEnder(
      'darwin',
      (program, args) => {
        asked.push([program, ...args].join(' '));
        return Promise.resolve('Sun Nov 22 02:09:57 2026\n');
      },
      (pid, signal) => signals.push(`${pid} ${signal}`),
    );
    const started = new Date('Sun Nov 22 02:09:57 2026').toISOString();
    expect(await ender.ask({ pid: 70, name: 'x', started }, false)).toBe('asked');
    const later = new Date('Sun Nov 22 02:10:57 2026').toISOString();
    expect(await ender.ask({ pid: 70, name: 'x', started: later }, false)).toBe('gone');
    expect(asked[0]).toBe('/bin/ps -o lstart= -p 70');
    expect(signals).toEqual(['70 SIGTERM']);
  });
});

describe('a process of Windows', () => {
  const scripts: string[] = [];
  const answering = (answer: string) =>
    createProcessEnder('win32', (_program, args) => {
      scripts.push(Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le'));
      return Promise.resolve(`${answer}\r\n`);
    });

  it('is told by its window to close, by force only when that is meant', async () => {
    const process = { pid: 4711, name: 'obs64', started: '133700000000000000' };
    expect(await answering('asked').ask(process, false)).toBe('asked');
    expect(scripts.at(-1)).toContain('CloseMainWindow');
    expect(scripts.at(-1)).toContain("-ne '133700000000000000'");
    expect(scripts.at(-1)).not.toContain('Kill');
    expect(await answering('gone').ask(process, true)).toBe('gone');
    expect(scripts.at(-1)).toContain('Kill()');
    expect(await answering('refused').ask(process, true)).toBe('refused');
    expect(await answering('there').isThere(process)).toBe(true);
  });

  it('whose start nobody knows is not touched', async () => {
    const before = scripts.length;
    const ender = answering('asked');
    expect(await ender.ask({ pid: 1, name: 'x', started: '' }, true)).toBe('refused');
    expect(await ender.ask({ pid: 1, name: 'x', started: "1'; rm" }, true)).toBe('refused');
    expect(scripts).toHaveLength(before);
  });
});
