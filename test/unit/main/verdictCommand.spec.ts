import { spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERDICT_EXIT, verdictCommand } from '../../../main/verdictCommand.ts';

const root = path.join(import.meta.dirname, '../../..');
const machines = path.join(root, 'test/fixtures/machines');

async function judge(content: unknown) {
  const folder = await mkdtemp(path.join(tmpdir(), 'verdict-'));
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(path.join(folder, 'machine.json'), text);
  return verdictCommand(['machine.json'], folder);
}

describe('npm run verdict', () => {
  it('says what counts how much, and leaves with the verdict', async () => {
    const { code, stdout } = await verdictCommand(['linux-virtualbox.json'], machines);
    expect(code).toBe(VERDICT_EXIT.blocked);
    expect(stdout).toContain('machine: virtual, 220 points (suspicious from 50, virtual from 100)');
    expect(stdout).toContain(
      ' 75 identity  The computer calls itself “VirtualBox”, as a virtual machine of VirtualBox does.',
    );
    const clean = await verdictCommand(['windows-physical-surface-pro.json'], machines);
    expect(clean.code).toBe(VERDICT_EXIT.clean);
    const watched = await verdictCommand(['linux-physical-watched-by-x11vnc.json'], machines);
    expect(watched.code).toBe(VERDICT_EXIT.suspicious);
    expect(watched.stdout).toContain('session: suspicious, 50 points');
    const unread = await judge({
      what: 'a machine',
      hardware: { platform: 'win32', unread: ['hardware'] },
    });
    expect(unread.stdout).toContain('could not be read, and counts nothing: hardware');
    expect(unread.code).toBe(VERDICT_EXIT.clean);
  });

  it.each([
    [{}, 'what: Invalid input: expected string, received undefined'],
    [
      { what: 'x', hardware: { platform: 'amiga' } },
      'hardware.platform: Invalid option: expected one of "win32"|"darwin"|"linux"',
    ],
    [
      { what: 'x', hardware: { platform: 'linux', serial: '4711' } },
      'hardware.serial: no such field',
    ],
    [
      { what: 'x', hardware: { platform: 'linux', pciVendors: ['8086', 4] } },
      'hardware.pciVendors.1: Invalid input: expected string, received number',
    ],
    [[], 'the whole file: Invalid input: expected object, received array'],
    ['{ no json', 'machine.json: '],
  ])('names the field of a bad file: %j', async (content, fault) => {
    const { code, stdout, stderr } = await judge(content);
    expect(code).toBe(VERDICT_EXIT.unusable);
    expect(stdout).toBe('');
    expect(stderr).toContain(fault);
    expect(stderr).toMatch(/^machine\.json: /);
  });

  it('wants one file that is there', async () => {
    expect(await verdictCommand([], root)).toMatchObject({ code: VERDICT_EXIT.unusable });
    expect((await verdictCommand(['a', 'b'], root)).stderr).toContain('usage');
    expect((await verdictCommand(['nowhere.json'], root)).stderr).toContain('ENOENT');
  });

  it('runs from any folder', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [path.join(root, 'scripts/verdict.mjs'), 'linux-vmware.json'],
      { cwd: tmpdir(), encoding: 'utf8', env: { ...process.env, INIT_CWD: machines } },
    );
    expect(status).toBe(VERDICT_EXIT.blocked);
    expect(stdout).toContain('machine: virtual');
  });
});
