import { Arch } from 'electron-builder';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { writeManifest } from './manifest.mjs';

/** The halves of a universal app are packed here first; its manifest is made of the whole. */
const HALF = /-temp$/;

/**
 * Takes out what an unpacked Electron brings along besides itself: with its own default app left in
 * place, the executable would run any app it is pointed at. Then writes down, signed, what is left.
 * Signing for the system comes later and leaves these files as they are: it changes programs alone.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, packager, electronPlatformName, arch }) {
  const resources = packager.getResourcesDir(appOutDir);
  await rm(path.join(resources, 'default_app.asar'), { force: true });
  if (HALF.test(appOutDir)) return;
  const privatePem = process.env['INVIGIL_MANIFEST_KEY'];
  if (privatePem === undefined || privatePem === '')
    throw new Error('INVIGIL_MANIFEST_KEY is not set: packages are made by `npm run package`.');
  const { build } = await writeManifest(resources, {
    privatePem,
    version: packager.appInfo.version,
    platform: electronPlatformName,
    arch: Arch[arch],
  });
  process.stdout.write(`build ${build} (${electronPlatformName} ${Arch[arch]})\n`);
}
