import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MachineFile } from '../../main/checks/machine/machineFile.ts';
import { DIAGNOSE_EXIT } from '../../main/diagnose.ts';
import { ownFolder, REPOSITORY } from './support/folders.ts';

const run = promisify(execFile);
const withoutKeys =
  process.platform === 'linux' ? undefined : 'keys are pressed by xdotool, which is of X11';

let folder: Awaited<ReturnType<typeof ownFolder>>;

beforeAll(async () => {
  folder = await ownFolder('diagnose');
});

afterAll(() => folder.remove());

/** Starts the app with `--diagnose`, presses the keys once its box is in front; gives the exit code. */
async function answer(file: string, ...keys: string[]): Promise<number> {
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...environment } = process.env;
  // Chromium's sandbox refuses to run as root.
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = spawn(
    process.env['INVIGIL_ELECTRON'] ?? 'electron',
    [...switches, '--lang=en', REPOSITORY, '--diagnose', file],
    { env: { ...environment, INVIGIL_USER_DATA: folder.path }, stdio: 'ignore' },
  );
  const ended = once(app, 'exit');
  try {
    const pid = String(app.pid);
    const box = ['search', '--sync', '--onlyvisible', '--pid', pid, '--name', 'Invigil'];
    await run('xdotool', [...box, 'windowactivate', '--sync'], { timeout: 60_000 });
    for (const key of keys) await run('xdotool', ['key', key]);
    const [code] = (await Promise.race([ended, late()])) as [number | null];
    return code ?? -1;
  } finally {
    app.kill();
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('the app is still there'));
    }, 30_000).unref();
  });
}

describe('--diagnose', () => {
  it('writes nothing when the box is closed, nor by a careless Enter', async ({ skip }) => {
    if (withoutKeys !== undefined) skip(withoutKeys);
    const file = path.join(folder.path, 'refused.json');
    expect(await answer(file, 'Escape')).toBe(DIAGNOSE_EXIT.declined);
    expect(await answer(file, 'Return')).toBe(DIAGNOSE_EXIT.declined);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('writes this machine after a deliberate yes', async ({ skip }) => {
    if (withoutKeys !== undefined) skip(withoutKeys);
    const file = path.join(folder.path, 'machine.json');
    expect(await answer(file, 'Left', 'Return')).toBe(DIAGNOSE_EXIT.written);
    const machine = MachineFile.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(machine.hardware.platform).toBe('linux');
    expect(machine.session?.unread).toBeDefined();
  });
});
