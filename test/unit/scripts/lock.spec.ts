import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../scripts/lock.mjs';

let folder = '';
const lock = () => path.join(folder, 'work.lock');
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'invigil-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the lock', () => {
  it('lets one at a time in and is gone afterwards', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await wait(20);
      inside -= 1;
    };
    await Promise.all([withLock(lock(), work), withLock(lock(), work), withLock(lock(), work)]);
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over from a holder that has ended', async () => {
    // Above the highest process number Linux gives (4194304).
    await writeFile(lock(), '99999999');
    expect(await withLock(lock(), () => Promise.resolve('done'))).toBe('done');
  });

  it('is given back when the work fails', async () => {
    await expect(withLock(lock(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(folder)).toEqual([]);
  });
});
