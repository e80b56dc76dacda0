import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import {
  listWindowsProcesses,
  readWindowsProcess,
  windowsProcessLister,
} from '../../../main/system/windows/processScanner.ts';
import { openNative } from '../support/native.ts';
import { startProgram } from '../support/program.ts';

const native = openNative();
/** FILETIME's start in epoch milliseconds. */
const EPOCH = -11_644_473_600_000;
const startOf = (pid: number): number =>
  Number(BigInt(native.readProcess(pid).started ?? '0') / 10_000n) + EPOCH;

const folder = mkdtempSync(path.join(tmpdir(), 'invigil-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('the process list', () => {
  it('names this process and a child of it with its parent', async () => {
    const child = await startProgram('idle');
    try {
      const listed = native.listProcesses();
      const own = listed.find(({ pid }) => pid === process.pid);
      assert.equal(own?.name, 'node.exe');
      const found = listed.find(({ pid }) => pid === child.pid);
      assert.deepEqual(found, { pid: child.pid, parentPid: process.pid, name: 'node.exe' });
    } finally {
      await child.end();
    }
  });

  it('tells path and creation time of another process', async () => {
    const before = Date.now();
    const child = await startProgram('idle');
    try {
      assert.equal(
        native.readProcess(child.pid).path?.toLowerCase(),
        process.execPath.toLowerCase(),
      );
      assert.ok(startOf(child.pid) >= before - 1_000 && startOf(child.pid) <= Date.now() + 1_000);
      assert.ok(startOf(process.pid) <= startOf(child.pid));
    } finally {
      await child.end();
    }
  });

  it('no longer knows a process that has ended', async () => {
    const child = await startProgram('idle');
    await child.end();
    assert.equal(
      native.listProcesses().some(({ pid }) => pid === child.pid),
      false,
    );
    assert.equal(native.readProcess(0x7fff_fff0).path, undefined);
  });

  it('finds a renamed program by its original name', async () => {
    const renamed = path.join(folder, 'calculator.exe');
    copyFileSync(process.execPath, renamed);
    const child = await startProgram('idle', [], renamed);
    try {
      const found = listWindowsProcesses(native).find(({ pid }) => pid === child.pid);
      assert.equal(found?.name, 'calculator.exe');
      assert.equal(found.originalName, 'node.exe');
      assert.equal(readWindowsProcess(native, child.pid)?.originalName, 'node.exe');
    } finally {
      await child.end();
    }
  });
});

describe('the list that is made again and again', () => {
  it('shows who comes and goes, and asks only whom it does not know', async () => {
    let asked = 0;
    const list = windowsProcessLister({
      ...native,
      readProcess: (pid: number) => {
        asked += 1;
        return native.readProcess(pid);
      },
    });
    const first = list();
    assert.equal(asked, first.length);
    const child = await startProgram('idle');
    try {
      const second = list();
      const found = second.find(({ pid }) => pid === child.pid);
      assert.equal(found?.originalName, 'node.exe');
      assert.equal(found.signer, 'OpenJS Foundation');
      // The newcomers and, of those that were there, the ones whose turn it is.
      assert.ok(asked < first.length + 2 + Math.ceil(second.length / 2), String(asked));
      const own = ({ pid }: { pid: number }) => pid === process.pid;
      assert.equal(second.find(own), first.find(own));
    } finally {
      await child.end();
    }
    assert.equal(
      list().some(({ pid }) => pid === child.pid),
      false,
    );
  });

  it('is made a hundred times in a moment', () => {
    const list = windowsProcessLister(native);
    list();
    const begin = performance.now();
    for (let times = 0; times < 100; times += 1) list();
    const each = (performance.now() - begin) / 100;
    process.stdout.write(`one list: ${each.toFixed(2)} ms\n`);
    assert.ok(each < 100, `${each} ms`);
  });
});
