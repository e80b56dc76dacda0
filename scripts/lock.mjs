import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How long another run may take for the same work before this one gives up, ms. */
const patience = 10 * 60_000;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {unknown} error @param {string} code */
const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;

/**
 * Removes a lock whose holder has ended. Moved aside first: of two runs only one can move it.
 *
 * @param {string} file
 */
async function clearIfAbandoned(file) {
  try {
    const holder = Number(await readFile(file, 'utf8'));
    // An empty lock is one being written at this moment.
    if (holder === 0 || isAlive(holder)) return;
    const aside = `${file}.${process.pid}`;
    await rename(file, aside);
    await rm(aside, { force: true });
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/**
 * Runs `work` while this process alone holds `file`. It saves doing the same work twice; what must
 * never be half done is moved into place by one rename, not protected by this lock.
 *
 * @template Result
 * @param {string} file
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock(file, work) {
  await mkdir(path.dirname(file), { recursive: true });
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      await clearIfAbandoned(file);
      if (Date.now() > deadline)
        throw new Error(`another run holds ${file} for too long`, { cause: error });
      await wait(250);
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
