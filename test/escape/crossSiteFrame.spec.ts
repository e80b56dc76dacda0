import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sandboxArguments } from '../bench/app/launch.ts';
import { bundlePrograms } from '../setup/bundlePrograms.ts';
import { ownFolder } from '../e2e/support/folders.ts';
import { FRAME_GETS_NOTHING } from '../e2e/support/tryFromFrame.ts';

const ENTRY = fileURLToPath(new URL('programs/crossSiteFrame.ts', import.meta.url));

let folder: Awaited<ReturnType<typeof ownFolder>>;

beforeAll(async () => {
  folder = await ownFolder('cross-site');
  await bundlePrograms(folder.path, { crossSiteFrame: ENTRY });
});

afterAll(() => folder.remove());

/**
 * Without Playwright: it holds every frame of another process until it has attached itself, the app's own
 * view does the same, and with both the frame never begins.
 */
it('a frame of another site, which is another process, gets no more than the page', async () => {
  const electron = process.env['INVIGIL_ELECTRON'];
  if (electron === undefined) throw new Error('no Electron was prepared');
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...environment } = process.env;
  const { stdout } = await promisify(execFile)(
    electron,
    [
      ...sandboxArguments,
      '--use-fake-device-for-media-stream',
      path.join(folder.path, 'crossSiteFrame.mjs'),
    ],
    { env: environment },
  );
  const line = stdout.split('\n').find((each) => each.startsWith('{')) ?? '{}';
  expect(JSON.parse(line)).toEqual({
    ownProcess: true,
    told: FRAME_GETS_NOTHING,
    blocked: ['permission', 'print', 'window'],
    stays: true,
  });
});
