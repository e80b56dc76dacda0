import { readdirSync } from 'node:fs';
import path from 'node:path';
import { builds, outputFolder } from '../../../scripts/package/builds.mjs';

export type PackageName = keyof typeof builds;

/** One of the two packages: what was built, and where it stands once it is installed. */
export interface BuiltPackage {
  /** As apt, the program and the desktop entry call it. */
  readonly name: string;
  /** As people read it. */
  readonly title: string;
  readonly deb: string;
  /** The folder that became the deb. */
  readonly unpacked: string;
  readonly folder: string;
  readonly executable: string;
  /** The command in everybody's path. */
  readonly command: string;
  readonly desktopEntry: string;
  /** The name under which a desktop knows what opens a scheme. */
  readonly handler: string;
  /** Below a user's configuration folder. */
  readonly userData: string;
}

/** The packages as `npm run test:package` has built them. */
export function builtPackage(build: PackageName): BuiltPackage {
  const { name, productName, desktopName } = builds[build].names;
  const output = outputFolder(build);
  const deb = readdirSync(output).find((file) => file.endsWith('.deb'));
  if (deb === undefined)
    throw new Error(`${output} has no deb: npm run package -- --build ${build}`);
  const folder = path.join('/opt', productName.replace(' ', '-'));
  return {
    name,
    title: productName,
    deb: path.join(output, deb),
    unpacked: path.join(output, 'linux-unpacked'),
    folder,
    executable: path.join(folder, name),
    command: path.join('/usr/bin', name),
    desktopEntry: path.join('/usr/share/applications', desktopName),
    handler: desktopName,
    userData: path.join('.config', productName),
  };
}
