import { spawnSync } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ALL_RULES, namedRule, processMatcher } from '../../../../contract/processRules.ts';
import { debianOwner } from '../../../../main/system/debianPackages.ts';
import { createLinuxScanner } from '../../../../main/system/processesLinux.ts';

const rulesOf = (...packages: string[]) => [{ ...namedRule('x'), packages }];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dpkg-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = (name: string, ...files: string[]) =>
  writeFile(path.join(folder, `${name}.list`), `${files.join('\n')}\n`);

describe('the Debian package of a program', () => {
  test('is found for what the rules name, wherever its programs lie, and for nothing else', async () => {
    await put(
      'ssvnc',
      ...['/.', '/usr', '/usr/bin/ssvnc', '/usr/lib/ssvnc/vncviewer', '/usr/share/doc/ssvnc/faq'],
    );
    await put('vlc-bin:amd64', '/usr/bin/vlc', '/bin/vlc-old', '/opt/vlc/run');
    await put('bash', '/bin/bash');
    await writeFile(path.join(folder, 'ssvnc.md5sums'), 'x  usr/bin/other\n');
    const owner = debianOwner(rulesOf('debian:ssvnc', 'debian:vlc-bin', 'snap:vlc'), folder);
    expect(
      [
        ...['/usr/bin/ssvnc', '/usr/lib/ssvnc/vncviewer', '/usr/share/doc/ssvnc/faq'],
        ...['/usr/bin/vlc', '/usr/bin/vlc-old', '/opt/vlc/run', '/usr/bin/bash', '/home/a/ssvnc'],
      ].map(owner),
    ).toEqual([
      ...['debian:ssvnc', 'debian:ssvnc', undefined],
      ...['debian:vlc-bin', 'debian:vlc-bin', 'debian:vlc-bin', undefined, undefined],
    ]);
  });

  test('is known of what is installed later, and forgotten of what is removed', async () => {
    const owner = debianOwner(rulesOf('debian:obs-studio'), folder);
    expect(owner('/usr/bin/obs')).toBeUndefined();
    await put('obs-studio', '/usr/bin/obs');
    await utimes(folder, new Date(), new Date(2026, 10, 22));
    expect(owner('/usr/bin/obs')).toBe('debian:obs-studio');
    await rm(path.join(folder, 'obs-studio.list'));
    await utimes(folder, new Date(), new Date(2026, 10, 23));
    expect(owner('/usr/bin/obs')).toBeUndefined();
  });

  test('is unknown where there is no dpkg', () => {
    const owner = debianOwner(rulesOf('debian:obs-studio'), path.join(folder, 'none'));
    expect(owner('/usr/bin/obs')).toBeUndefined();
  });

  test('tells a program of a package that is called by another name', async () => {
    await put('virt-viewer', '/usr/bin/remote-viewer', '/usr/bin/virt-viewer');
    const proc = path.join(folder, 'proc');
    const file = path.join(proc, '10');
    await mkdir(file, { recursive: true });
    await writeFile(
      path.join(file, 'stat'),
      `10 (notes) S 1 1 1 0 -1 4194304 ${'0 '.repeat(10)}1 0 7 0 0\n`,
    );
    await symlink('/usr/bin/remote-viewer', path.join(file, 'exe'));
    const scanner = createLinuxScanner(proc, debianOwner(ALL_RULES, folder));
    const [process] = (await scanner.look()).came;
    expect(process).toMatchObject({ name: 'notes', packageId: 'debian:virt-viewer' });
    expect(processMatcher(ALL_RULES, 'linux')(process ?? '')?.id).toBe('virt_manager');
  });
});

test('on this machine is what dpkg itself says', async ({ annotate }) => {
  if (!existsSync('/var/lib/dpkg/info')) {
    await annotate('there is no dpkg here');
    return;
  }
  const shell = spawnSync('readlink', ['-f', '/bin/sh'], { encoding: 'utf8' }).stdout.trim();
  const said = spawnSync('dpkg', ['-S', shell.replace(/^\/usr/, '*')], { encoding: 'utf8' }).stdout;
  const name = said.split(':')[0] ?? '';
  expect(name).not.toBe('');
  const owner = debianOwner(rulesOf(`debian:${name}`));
  expect(owner(shell)).toBe(`debian:${name}`);
  expect(owner(readlinkSync('/proc/self/exe'))).toBeUndefined();
});
