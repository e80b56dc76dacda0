/**
 * A stand-in for Electron's own default_app.asar, for a runtime that comes without it: starts the
 * app whose folder is named on the command line. An ES module with a top-level await, so that
 * `ready` waits for the app's own code (a floating import lets it fire before).
 */
import * as electron from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * Two setters that Electron keeps for its own default app and leaves out of its public types.
 *
 * @typedef {Electron.App & { setAppPath(path: string): void, setVersion(version: string): void }} DefaultApp
 */
const app = /** @type {DefaultApp} */ (electron.app);

/** @returns {{ preloads: string[], target: string | undefined }} */
function readArguments() {
  const preloads = [];
  const rest = process.argv.slice(1);
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '-r' || argument === '--require') preloads.push(rest.shift() ?? '');
    else if (argument === '-v' || argument === '--version') {
      process.stdout.write(`v${process.versions.electron}\n`);
      process.exit(0);
    } else if (!argument.startsWith('-')) return { preloads, target: argument };
  }
  return { preloads, target: undefined };
}

/** @param {string} folder */
function takeIdentity(folder) {
  const description = path.join(folder, 'package.json');
  if (!existsSync(description)) return app.setAppPath(path.dirname(folder));
  /** @type {{ name?: string, productName?: string, version?: string, desktopName?: string }} */
  const { name, productName, version, desktopName } = JSON.parse(readFileSync(description, 'utf8'));
  if (version !== undefined) app.setVersion(version);
  app.setName(productName ?? name ?? 'Electron');
  app.setDesktopName(desktopName ?? `${app.name}.desktop`);
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setAppPath(folder);
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const { preloads, target } = readArguments();
for (const preload of preloads) require(path.resolve(preload));
if (target === undefined) {
  process.stderr.write('usage: electron [options] <folder of the app>\n');
  process.exit(1);
}
const folder = path.resolve(target);
try {
  takeIdentity(folder);
  await import(pathToFileURL(require.resolve(folder)).href);
} catch (error) {
  process.stderr.write(
    `The app could not be loaded: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
