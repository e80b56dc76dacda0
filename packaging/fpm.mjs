#!/usr/bin/env node
/**
 * Builds a deb with dpkg-deb from the command line that electron-builder gives to fpm, for machines
 * that have no fpm (CUSTOM_FPM_PATH). Whatever it does not know it refuses, so that a new option of
 * electron-builder is not lost silently.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { controlFile, readCommand } from './debControl.mjs';

const words = process.argv.slice(2);
if (words[words.indexOf('-t') + 1] !== 'deb')
  throw new Error('This stand-in for fpm builds debs only; the rest takes fpm itself.');
const { options, mappings, lists } = readCommand(words);

/** The scripts of a package, by fpm's name and by Debian's. */
const scripts = [
  ['--before-install', 'preinst'],
  ['--after-install', 'postinst'],
  ['--before-remove', 'prerm'],
  ['--after-remove', 'postrm'],
];

/** dpkg-deb's own names. */
const compressions = new Map([
  ['gz', 'gzip'],
  ['xz', 'xz'],
]);

const root = mkdtempSync(path.join(tmpdir(), 'invigil-deb-'));
try {
  for (const [source, target] of mappings) {
    const place = path.join(root, target);
    mkdirSync(path.dirname(place), { recursive: true });
    cpSync(source, place, { recursive: true, verbatimSymlinks: true });
  }
  // A private umask of the builder's is no reason why others may not read the program.
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', root]);
  const control = path.join(root, 'DEBIAN');
  mkdirSync(control, { mode: 0o755 });
  const [size] = execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split(
    '\t',
  );
  writeFileSync(path.join(control, 'control'), controlFile(options, lists, Number(size)));
  for (const [option = '', name = ''] of scripts) {
    const script = options.get(option);
    if (script === undefined) continue;
    copyFileSync(script, path.join(control, name));
    chmodSync(path.join(control, name), 0o755);
  }
  const compression = compressions.get(options.get('--deb-compression') ?? 'xz');
  if (compression === undefined) throw new Error('This stand-in for fpm compresses with gz or xz.');
  const build = ['--root-owner-group', `-Z${compression}`, '--build', root];
  execFileSync('dpkg-deb', [...build, options.get('--package') ?? ''], { stdio: 'inherit' });
} finally {
  rmSync(root, { recursive: true, force: true });
}
