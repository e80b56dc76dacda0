import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appCatalogues } from '../../../contract/text/app.ts';
import type { MachineReading } from '../../../main/checks/index.ts';
import { MachineFile } from '../../../main/checks/machine/machineFile.ts';
import { createMachineReader } from '../../../main/checks/thisMachine.ts';
import {
  diagnose,
  DIAGNOSE_EXIT,
  diagnoseTarget,
  type DiagnoseDeps,
} from '../../../main/diagnose.ts';
import { runCommand } from '../../../main/system/command.ts';
import { refusedSwitches } from '../../../main/system/startSafety.ts';
import { verdictCommand } from '../../../main/verdictCommand.ts';

const reading: MachineReading = {
  hardware: {
    platform: 'linux',
    manufacturer: 'innotek GmbH',
    model: 'VirtualBox',
    hypervisorPresent: true,
    unread: ['pci'],
  },
  session: {
    platform: 'linux',
    ssh: true,
    displayHost: 'desk-of-somebody.example',
    markers: [],
    screenReader: false,
    unread: [],
  },
};

async function attempt(answer: boolean, changes: Partial<DiagnoseDeps> = {}, name = 'this.json') {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'diagnose-')), name);
  const said: string[] = [];
  const asked: Parameters<DiagnoseDeps['ask']>[0][] = [];
  const code = await diagnose(file, {
    read: () => Promise.resolve(reading),
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
    say: (line) => said.push(line),
    words: appCatalogues.en.diagnose,
    version: '1.2.3',
    today: new Date('2026-11-22T10:00:00Z'),
    ...changes,
  });
  return { file, code, said, asked };
}

describe('describing this machine in a file', () => {
  it('asks first, with every value that will be written, and then writes what it showed', async () => {
    const { file, code, said, asked } = await attempt(true);
    expect(code).toBe(DIAGNOSE_EXIT.written);
    expect(said).toEqual([`Written: ${file}`]);
    const written = MachineFile.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(written).toMatchObject({ readOn: '2026-11-22', readBy: '1.2.3' });
    const { list = '', lead } = asked[0] ?? {};
    expect(lead).toContain(file);
    expect(list.split('\n')).toEqual(
      expect.arrayContaining([
        'manufacturer: innotek GmbH',
        'hypervisorPresent: true',
        'displayHost: elsewhere',
        'pci: could not be read',
      ]),
    );
    const { unread, ...hardware } = written.hardware;
    expect(unread).toEqual(['pci']);
    for (const name of Object.keys(hardware)) expect(list).toContain(`${name}: `);
    expect((await verdictCommand([file], '/')).stdout).toContain('machine: virtual');
  });

  it('writes nothing without a yes', async () => {
    const { file, code, said } = await attempt(false);
    expect(code).toBe(DIAGNOSE_EXIT.declined);
    expect(said).toEqual(['Nothing was written.']);
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('leaves out the name of the machine that shows the picture', async () => {
    const { file } = await attempt(true);
    expect(await readFile(file, 'utf8')).not.toContain('somebody');
  });

  it('overwrites nothing, and says what is in the way', async () => {
    const { file } = await attempt(true);
    await writeFile(file, 'mine');
    const said: string[] = [];
    const again = await attempt(true, { say: (line) => said.push(line) }, path.join('no', 'x'));
    expect(again.code).toBe(DIAGNOSE_EXIT.failed);
    expect(said[0]).toContain('ENOENT');
    const deps = { read: () => Promise.resolve(reading), ask: () => Promise.resolve(true) };
    const words = appCatalogues.fr.diagnose;
    const rest = { words, version: '1', today: new Date(), say: (line: string) => said.push(line) };
    expect(await diagnose(file, { ...deps, ...rest })).toBe(DIAGNOSE_EXIT.failed);
    expect(said[1]).toMatch(/n’a pas pu être écrit.*EEXIST/);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('holds nobody’s name and no serial number of the machine at hand', async () => {
    const sources = { platform: process.platform, environment: process.env, run: runCommand };
    const read = createMachineReader({
      native: undefined,
      ...sources,
      app: { accessibilitySupportEnabled: false },
    });
    const { file, code } = await attempt(true, { read });
    expect(code).toBe(DIAGNOSE_EXIT.written);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain(`"${hostname()}"`);
    const { username } = userInfo();
    expect(text).not.toContain(`"${username}"`);
    expect(text).not.toMatch(/([0-9a-f]{2}:){5}[0-9a-f]{2}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i);
  }, 20_000);
});

describe('the switch', () => {
  it('names a file, or none', () => {
    const target = (...argv: string[]) => diagnoseTarget(['invigil', ...argv], '/home/ada');
    expect(target()).toBeUndefined();
    expect(target('--diagnose', 'machine.json')).toBe('/home/ada/machine.json');
    expect(target('--diagnose=/tmp/machine.json')).toBe('/tmp/machine.json');
    expect(target('--diagnose')).toBe('/home/ada/invigil-machine.json');
    expect(target('--diagnose', '--disable-gpu')).toBe('/home/ada/invigil-machine.json');
    expect(target('--diagnosed', 'x')).toBeUndefined();
  });

  it('is taken by a release', () => {
    expect(refusedSwitches(['invigil', '--diagnose', 'machine.json'], 'linux')).toEqual([]);
  });
});
