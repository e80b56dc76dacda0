import {
  app,
  BrowserWindow,
  clipboard,
  globalShortcut,
  powerMonitor,
  powerSaveBlocker,
  screen,
} from 'electron';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { holdLockdown } from '../../../main/lockdown/index.ts';
import { createLockdownSystem } from '../../../main/lockdown/thisMachine.ts';
import { runCommand } from '../../../main/system/command.ts';
import { createDesktop } from '../../../main/system/desktop.ts';
import { JOURNAL_NAME } from '../../../main/system/restoreJournal.ts';
import { policyAt } from '../../fakes/policy.ts';

/**
 * Holds all of level high on this machine around an empty window, copies something as an exam's page
 * would, prints `@@held` and the moment, and waits to be killed. With INVIGIL_HOLDS=nothing it is the same
 * window without any of it, to be measured beside.
 */
const userData = process.env['INVIGIL_USER_DATA'];
if (userData !== undefined) app.setPath('userData', userData);

app
  .whenReady()
  .then(async () => {
    const window = new BrowserWindow({ width: 800, height: 600 });
    await window.loadURL('data:text/html,<title>held</title><input>');
    if (process.env['INVIGIL_HOLDS'] !== 'nothing')
      await holdLockdown({
        window,
        examContents: () => undefined,
        policy: policyAt('high'),
        journalPath: path.join(app.getPath('userData'), JOURNAL_NAME),
        report() {},
        cover() {},
        uncover() {},
        leaveAsked() {},
        notify() {},
        electron: { app, screen, clipboard, globalShortcut, powerMonitor, powerSaveBlocker },
        system: createLockdownSystem({
          platform: process.platform,
          run: runCommand,
          native: undefined,
          bundles: import.meta.dirname,
          rules: policyAt('high').processes.forbidden,
          ...createDesktop({
            platform: process.platform,
            environment: process.env,
            run: runCommand,
            native: undefined,
            root: '/',
            unread: (part) => process.stderr.write(`${part} could not be read\n`),
          }),
          judgeDisplays: () => Promise.resolve({ outcome: 'pass', evidence: [] }),
        }),
        clock: { ticks: () => performance.now(), now: () => Date.now(), offset: () => 0 },
        warn: (message) => process.stderr.write(`${message}\n`),
      });
    await clipboard.writeText('from the exam');
    process.stdout.write(`@@held ${String(Date.now())}\n`);
  })
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    app.exit(1);
  });
