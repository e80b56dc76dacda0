import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/**
 * The project's own configuration, on snippets that stand nowhere: without type information, which
 * neither of the layer rules needs.
 */
const eslint = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });

/** @returns which of the layer rules refuse the line, were it in that file */
async function refusals(filePath: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath });
  const messages = result?.messages ?? [];
  const broken = messages.find(({ fatal }) => fatal === true);
  if (broken !== undefined) throw new Error(`${line}: ${broken.message}`);
  return messages.flatMap(({ ruleId }) =>
    ruleId?.startsWith('invigil/') === true ? [ruleId] : [],
  );
}

const processes = ['main', 'preload', 'renderer', 'server'];
const otherProcess = processes.flatMap((from) =>
  processes
    .filter((to) => to !== from)
    .flatMap((to) => [
      [`${from}/probe.ts`, `import { x } from '../${to}/x.ts'; x();`],
      [`${from}/deep/probe.ts`, `import type { X } from '../../${to}/x.ts'; export type Y = X;`],
      [`${from}/probe.ts`, `export * from '../${to}/x.ts';`],
      [`${from}/probe.ts`, `const x = await import('../${to}/x.ts'); x.go();`],
      [`${from}/probe.ts`, `export type X = import('../${to}/x.ts').X;`],
    ]),
);
const intoTests = [...processes, 'contract'].map((from) => [
  `${from}/probe.ts`,
  `import { x } from '../test/x.ts'; x();`,
]);
const outOfContract = processes.map((to) => [
  'contract/probe.ts',
  `import { x } from '../${to}/x.ts'; x();`,
]);

const guarded = ['checks', 'lockdown', 'stages'].flatMap((folder) =>
  [
    'node:child_process',
    'child_process',
    'node:fs',
    'fs/promises',
    'node:os',
    'node:net',
    'ps-list',
    'systeminformation',
    'electron-log/main',
    'electron',
  ].map((source) => [`main/${folder}/probe.ts`, `import x from '${source}'; x();`]),
);

const wrongDirection = [
  // Its code is loaded by its file where it is: an import would keep the app from starting elsewhere.
  ['main/system/windows/probe.ts', "import koffi from 'koffi'; koffi.load('x');"],
  ['main/system/windows/probe.ts', "const koffi = await import('koffi'); koffi.load('x');"],
  ['main/lockdown/probe.ts', "import type { Koffi } from 'koffi'; export type X = Koffi;"],
  ['main/system/probe.ts', "import { x } from '../stages/x.ts'; x();"],
  ['main/checks/probe.ts', "import { x } from '../lockdown/x.ts'; x();"],
  ['main/lockdown/probe.ts', "import { x } from '../ipc/x.ts'; x();"],
  ['main/windows/probe.ts', "import { x } from '../stages/x.ts'; x();"],
  ['main/evidence/probe.ts', "import { x } from '../stages/x.ts'; x();"],
];

const wrongPackage = [
  ['contract/probe.ts', "import x from 'react'; x();"],
  ['contract/probe.ts', "import x from 'node:path'; x();"],
  ['contract/probe.ts', "import { app } from 'electron'; app.quit();"],
  ['renderer/probe.ts', "import { ipcRenderer } from 'electron'; ipcRenderer.send('x');"],
  ['renderer/probe.ts', "import type { App } from 'electron'; export type X = App;"],
  ['renderer/probe.ts', "import fs from 'node:fs'; fs.readFileSync('x');"],
  ['preload/probe.ts', "import fs from 'node:fs'; fs.readFileSync('x');"],
  ['server/probe.ts', "import { app } from 'electron'; app.quit();"],
  ['server/probe.ts', "import x from 'zustand'; x();"],
  ['main/probe.ts', "import x from 'react'; x();"],
  ['main/probe.ts', "import x from 'node:child_process'; x();"],
  ['main/windows/probe.ts', "import x from 'ps-list'; x();"],
];

const wrongDoorway = [
  ['main/stages/probe.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});"],
  ['main/windows/probe.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});"],
  ['main/system/probe.ts', "import * as electron from 'electron'; electron.ipcMain.on('x');"],
  ['main/windows/probe.ts', "export const f = (window) => window.webContents.send('x');"],
  ['main/windows/probe.ts', "export const f = (webContents) => webContents.postMessage('x');"],
];

const allowed = [
  ...processes.map((from) => [`${from}/probe.ts`, "import { x } from '../contract/x.ts'; x();"]),
  ['contract/probe.ts', "import { z } from 'zod'; import 'urlpattern-polyfill'; z.string();"],
  ['main/checks/probe.ts', "import { x } from '../system/x.ts'; x();"],
  ['main/checks/probe.ts', "import type { App } from 'electron'; export type X = App;"],
  ['main/checks/probe.ts', "import path from 'node:path'; path.join('x');"],
  ['main/stages/probe.ts', "import { x } from '../lockdown/x.ts'; x();"],
  ['main/stages/probe.ts', "import type { X } from '../windows/x.ts'; export type Y = X;"],
  ['main/system/probe.ts', "import psList from 'ps-list'; import fs from 'node:fs'; psList(fs);"],
  ['main/ipc/probe.ts', "import { ipcMain } from 'electron'; ipcMain.on('x', () => {});"],
  ['main/ipc/probe.ts', "export const f = (window) => window.webContents.send('x');"],
  ['main/main.ts', "import { app } from 'electron'; import { x } from './stages/x.ts'; x(app);"],
  ['preload/probe.ts', "import { contextBridge } from 'electron'; contextBridge.x();"],
  ['renderer/probe.ts', "import { useState } from 'react'; import x from './x.ts'; x(useState);"],
  ['server/probe.ts', "import fastify from 'fastify'; import fs from 'node:fs'; fastify(fs);"],
  ['test/probe.ts', "import { x } from '../main/x.ts'; import y from '../renderer/y.tsx'; x(y);"],
];

describe('the layer rule', () => {
  it.each([...otherProcess, ...intoTests, ...outOfContract])(
    'refuses another process: %s ← %s',
    async (file, line) => {
      expect(await refusals(file, line)).toEqual(['invigil/import-layers']);
    },
  );

  it.each(guarded)('keeps the machine behind main/system: %s ← %s', async (file, line) => {
    expect(await refusals(file, line)).toContain('invigil/import-layers');
  });

  it.each(wrongDirection)('refuses a layer above: %s ← %s', async (file, line) => {
    expect(await refusals(file, line)).toEqual(['invigil/import-layers']);
  });

  it.each(wrongPackage)('refuses a package of elsewhere: %s ← %s', async (file, line) => {
    expect(await refusals(file, line)).toContain('invigil/import-layers');
  });

  it.each(wrongDoorway)(
    'keeps words between processes in main/ipc: %s ← %s',
    async (file, line) => {
      expect(await refusals(file, line)).toContain('invigil/ipc-doorway');
    },
  );

  it.each(allowed)('lets a right import pass: %s ← %s', async (file, line) => {
    expect(await refusals(file, line)).toEqual([]);
  });
});

/** With type information a page is known by its type, whatever it is called. */
describe('the doorway rule, where types are at hand', () => {
  const [standIn = ''] = readdirSync('main/system').filter((name) => name.endsWith('.ts'));

  it(
    'refuses what is sent to a page under any name, and nothing else',
    { timeout: 60_000 },
    async () => {
      const text = `
import type { WebContents, WebFrameMain } from 'electron';
export function speak(page: WebContents, part: WebFrameMain | null, outbox: { send(): void }): void {
  page.send('x');
  part?.postMessage('x', 1);
  outbox.send();
}
`;
      const [result] = await new ESLint().lintText(text, { filePath: `main/system/${standIn}` });
      const lines = result?.messages
        .filter(({ ruleId }) => ruleId === 'invigil/ipc-doorway')
        .map(({ line }) => line);
      expect(lines).toEqual([4, 5]);
    },
  );
});
