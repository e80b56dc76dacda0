import { extractFile, listPackage } from '@electron/asar';
import { FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import fs, { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MANIFEST_NAME } from '../../main/system/manifest.ts';
import { checkOwnFiles } from '../../main/system/ownFiles.ts';
import { keptFuses, settableFuses } from '../../packaging/fuses.mjs';
import { builds } from '../../scripts/package/builds.mjs';
import { folderSize, inMegabytes } from '../../scripts/package/products.mjs';
import { builtPackage, type PackageName } from './support/packages.ts';
import { succeed } from './support/command.ts';

const names: readonly PackageName[] = ['release', 'test'];
const archive = (name: PackageName): string =>
  path.join(builtPackage(name).unpacked, 'resources', 'app.asar');
const bundle = (name: PackageName, file: string): string =>
  extractFile(archive(name), file).toString('utf8');

/** What is known of the fuses: by position in the wire, on or off. */
const decided = new Map(
  [...Object.entries(settableFuses), ...Object.entries(keptFuses)].map(([key, fuse]) => [
    fuse.position,
    `${key}: ${fuse.on ? 'on' : 'off'}`,
  ]),
);
/** A fuse is one character of the program (electron/docs/tutorial/fuses.md). */
const states = new Map([
  ['1', 'on'],
  ['0', 'off'],
]);

describe.each(names)('the %s package', (name) => {
  const built = builtPackage(name);

  it('has each fuse of its program as decided, and none undecided', async ({ annotate }) => {
    const {
      version,
      resetAdHocDarwinSignature: _,
      ...wire
    } = await getCurrentFuseWire(path.join(built.unpacked, built.name));
    expect(version).toBe(FuseVersion.V1);
    const found = Object.entries(wire).map(([position, state]) => {
      const fuse = decided.get(Number(position))?.split(':')[0] ?? `undecided ${position}`;
      const letter = String.fromCharCode(Number(state));
      return `${fuse}: ${states.get(letter) ?? 'inherited or removed'}`;
    });
    await annotate(found.join(', '));
    expect(found).toEqual([...decided.values()].slice(0, found.length));
    expect(found.length).toBeGreaterThanOrEqual(Object.keys(settableFuses).length);
  });

  it('packs the bundles and package.json, and nothing else', async ({ annotate }) => {
    const listed = listPackage(archive(name), { isPack: false });
    const strange = listed.filter((file) => file !== '/package.json' && !/^\/out(\/|$)/.test(file));
    expect(strange).toEqual([]);
    expect(listed.filter((file) => /node_modules|\.(map|ts|tsx|exe|node)$/.test(file))).toEqual([]);
    await annotate(`${String(listed.length)} entries`);
  });

  it("holds neither Electron's default app nor a folder that could stand in for ours", async () => {
    const resources = await readdir(path.join(built.unpacked, 'resources'));
    expect(resources.sort()).toEqual(['app.asar', MANIFEST_NAME, 'apparmor-profile']);
  });

  it('has a signed list of its files that fits them, and takes a moment to be compared', async ({
    annotate,
  }) => {
    const resources = path.join(built.unpacked, 'resources');
    const publicPem = bundle(name, 'out/manifest-key.pem');
    const begun = performance.now();
    const own = await checkOwnFiles({ resources, publicPem, files: fs });
    const took = performance.now() - begun;
    expect(own).toMatchObject({ intact: true });
    const size = inMegabytes(statSync(archive(name)).size);
    await annotate(`${took.toFixed(0)} ms for ${size}${own.intact ? `, build ${own.build}` : ''}`);
  });

  it('holds the public half of its key alone', () => {
    for (const file of listPackage(archive(name), { isPack: false }).filter((file) =>
      /\.(c?js|html|json|pem)$/.test(file),
    ))
      expect(bundle(name, file.slice(1)), file).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY-/);
  });

  it('says in its package.json what the app needs and no more', () => {
    const manifest = z
      .record(z.string(), z.string())
      .parse(JSON.parse(bundle(name, 'package.json')));
    const known = ['author', 'description', 'desktopName', 'homepage', 'license'];
    expect(Object.keys(manifest).sort()).toEqual(
      [...known, 'main', 'name', 'productName', 'type', 'version'].sort(),
    );
    expect(manifest).toMatchObject(builds[name].names);
  });

  it('names no folder of the machine it was built on', () => {
    const repository = path.resolve(import.meta.dirname, '../..');
    for (const file of listPackage(archive(name), { isPack: false }).filter((file) =>
      /\.(c?js|html|css|json)$/.test(file),
    ))
      expect(bundle(name, file.slice(1)).includes(repository), file).toBe(false);
  });

  it('is a deb for everybody: files of root that others read, none that they write', async () => {
    const listed = await succeed(['dpkg-deb', '--contents', built.deb]);
    for (const line of listed.split('\n')) {
      expect(line).toMatch(/^[-dl]rw[-x]r-[-x]r-[-x] root\/root /);
      expect(line).toMatch(/ \.\/(opt\/|usr\/|$)/);
    }
  });

  it('tells how large it is', async ({ annotate }) => {
    const [deb, asar] = [built.deb, archive(name)].map((file) => statSync(file).size);
    const installed = await folderSize(built.unpacked);
    await annotate(
      `deb ${inMegabytes(deb ?? 0)}, installed ${inMegabytes(installed)}, of that app.asar ${inMegabytes(asar ?? 0)}`,
    );
    // Nearly all of it is Electron: an app.asar of this size would carry node_modules.
    expect(asar).toBeLessThan(20_000_000);
    expect(installed).toBeLessThan(500_000_000);
  });
});

describe('TEST_BUILD', () => {
  /** The one literal that the compiler folds into each build's identity. */
  const flags = (name: PackageName): string[] =>
    [...bundle(name, 'out/main/main.js').matchAll(/\btestBuild: ?(\w+|!\d)\b(?=[,\s}])/g)].map(
      ([, value = '']) => value,
    );

  it('is compiled into the test package', () => {
    expect(flags('test')).toEqual(['true']);
  });

  it('is not in the release, nor anything that could turn it on', () => {
    expect(flags('release')).toEqual(['false']);
    for (const name of names)
      expect(bundle(name, 'out/main/main.js')).not.toMatch(/__TEST_BUILD__|INVIGIL_TEST_BUILD/);
  });

  it('went into bundles of its own', () => {
    expect(existsSync(path.join(import.meta.dirname, '../../out-test/main/main.js'))).toBe(true);
  });
});
