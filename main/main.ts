import { app, Menu, protocol } from 'electron';
import { SCHEME } from '../contract/deepLink.ts';
import { diagnoseTarget } from './diagnose.ts';
import { lookAtOwnFiles } from './ownFiles.ts';
import { refuseStart } from './refuseStart.ts';
import { startApp, type RunningApp } from './startApp.ts';
import { startDiagnose } from './startDiagnose.ts';
import { startRestore } from './startRestore.ts';
import { appIdentity, startFolder, userDataFolder } from './system/appIdentity.ts';
import { watchLinks } from './system/deepLinks.ts';
import { startSurroundings, unsafeStart } from './system/startSafety.ts';
import { declareAppScheme } from './windows/appScheme.ts';
import { enforceRules } from './windows/enforceRules.ts';
import { menuTemplate } from './windows/menu.ts';
import { PageRulebook } from './windows/pageRules.ts';

/** The whole start, in order. Everything before `ready` has to happen at once, without waiting. */
const unsafe = unsafeStart(process.argv, appIdentity, startSurroundings());
const described = diagnoseTarget(process.argv, startFolder(appIdentity, process.env));
const folder = userDataFolder(appIdentity, process.env);
if (folder !== undefined) app.setPath('userData', folder);

if (unsafe.length > 0) {
  refuseStart('unsafe_start', unsafe);
} else if (described !== undefined) {
  startDiagnose(described);
} else if (process.argv.includes('--restore')) {
  startRestore();
} else if (!app.requestSingleInstanceLock()) {
  // The first one gets this one's link by `second-instance`.
  app.quit();
} else {
  start();
}

function start(): void {
  // Read while Electron gets ready.
  const ownFiles = lookAtOwnFiles(appIdentity.packaged);
  // It takes `--no-sandbox` off the children's command lines too, and they do not run as root without.
  const asRoot = appIdentity.acceptsTestMeans && app.commandLine.hasSwitch('no-sandbox');
  if (!asRoot) app.enableSandbox();
  let running: RunningApp | undefined;
  const door = watchLinks(app, process.argv, () => running?.raise());
  const book = new PageRulebook();
  declareAppScheme(protocol);
  enforceRules(app, book);
  // The packages of macOS and Linux say so themselves; on Windows nobody else does.
  if (process.platform === 'win32' && appIdentity.build !== 'development') {
    app.setAsDefaultProtocolClient(SCHEME);
  }
  app
    .whenReady()
    .then(async () => {
      const own = await ownFiles;
      if (own?.intact === false) {
        refuseStart('app_changed', own.faults);
        return;
      }
      const template = menuTemplate(appIdentity.platform);
      Menu.setApplicationMenu(template === null ? null : Menu.buildFromTemplate(template));
      const identity = own === undefined ? appIdentity : { ...appIdentity, manifest: own.build };
      running = await startApp(door, book, identity);
    })
    .catch((error: unknown) => {
      process.stderr.write(`invigil: could not start: ${String(error)}\n`);
      app.exit(1);
    });
}
