import { describe, expect, it } from 'vitest';
import { controlFile, readCommand } from '../../../packaging/debControl.mjs';

/** As electron-builder 26.17 calls fpm, shortened. */
const recorded = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'xdg-utils'],
  ...['--deb-compression', 'xz', '--architecture', 'amd64', '--after-install', '/tmp/postinst'],
  ...['--description', 'Take an exam\n First line.\n\n Second line.', '--version', '0.1.0~beta.1'],
  ...['--package', '/tmp/invigil.deb', '--name=invigil', '--maintainer=Invigil <a@b.example>'],
  ...['--url=https://invigil.example?a=b', '--category', 'education', '--deb-priority', 'optional'],
  '/tmp/linux-unpacked/=/opt/Invigil',
  '/tmp/a=b.desktop=/usr/share/applications/invigil.desktop',
];

describe("electron-builder's command to fpm", () => {
  it('is read into options, lists and places', () => {
    const { options, lists, mappings } = readCommand(recorded);
    expect(options.get('--name')).toBe('invigil');
    expect(options.get('--url')).toBe('https://invigil.example?a=b');
    expect(options.get('--package')).toBe('/tmp/invigil.deb');
    expect(lists.get('--depends')).toEqual(['libnss3', 'xdg-utils']);
    expect(mappings).toEqual([
      ['/tmp/linux-unpacked/', '/opt/Invigil'],
      ['/tmp/a=b.desktop', '/usr/share/applications/invigil.desktop'],
    ]);
  });

  it.each([
    [['--deb-systemd', 'x.service'], 'the option --deb-systemd is not known'],
    [['--name'], '--name has no value'],
    [['/tmp/file-without-a-place'], 'no place is given'],
  ])('is refused where it would lose something: %j', (words, why) => {
    expect(() => readCommand(words)).toThrow(why);
  });
});

describe('the control file', () => {
  it('has its fields in one paragraph, and a description that dpkg can read', () => {
    const { options, lists } = readCommand(recorded);
    expect(controlFile(options, lists, 268_220)).toBe(
      [
        'Package: invigil',
        'Version: 0.1.0~beta.1',
        'Architecture: amd64',
        'Maintainer: Invigil <a@b.example>',
        'Installed-Size: 268220',
        'Depends: libnss3, xdg-utils',
        'Section: education',
        'Priority: optional',
        'Homepage: https://invigil.example?a=b',
        'Description: Take an exam',
        ' First line.',
        ' .',
        ' Second line.',
        '',
      ].join('\n'),
    );
  });
});
