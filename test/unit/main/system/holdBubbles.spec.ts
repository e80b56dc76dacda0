import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdPlasmaBubbles } from '../../../../main/system/sideChannels/holdBubbles.ts';

const PLASMA = { XDG_CURRENT_DESKTOP: 'KDE' };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bubbles-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Stands for kde-cli-tools' own, which is not here: runs what it is given, and says when that ends. */
async function putTool(): Promise<void> {
  const tool = path.join(folder, 'kde-inhibit');
  const script = `#!/bin/sh\necho "$1" > ${folder}/held\nshift\n"$@"\nrm ${folder}/held\n`;
  await writeFile(tool, script);
  await chmod(tool, 0o755);
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
}

it('keeps Plasma’s bubbles back until it lets go', async () => {
  await putTool();
  const letGo = await holdPlasmaBubbles(PLASMA);
  await expect.poll(() => existsSync(`${folder}/held`)).toBe(true);
  expect(await readFile(`${folder}/held`, 'utf8')).toBe('--notifications\n');
  await letGo?.();
  expect(existsSync(`${folder}/held`)).toBe(false);
});

it('claims nothing on another desktop, nor where the tool is missing', async () => {
  vi.stubEnv('PATH', folder);
  expect(await holdPlasmaBubbles(PLASMA)).toBeUndefined();
  expect(await holdPlasmaBubbles({ XDG_CURRENT_DESKTOP: 'GNOME' })).toBeUndefined();
});
