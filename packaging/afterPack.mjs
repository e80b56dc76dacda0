import { rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Takes out what an unpacked Electron brings along besides itself: with its own default app left in
 * place, the executable would run any app it is pointed at.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager }) {
  await rm(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
}
