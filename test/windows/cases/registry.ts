import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { readMachineKeys } from '../../../main/system/windows/machineKeys.ts';
import { readPolicy, trustedServersByPolicy } from '../../../main/system/windows/policy.ts';
import { openNative } from '../support/native.ts';
import { addToRegistry, addVolatileKey, removeFromRegistry } from '../support/registryTool.ts';

const { registry } = openNative();
const KEY = 'Software\\InvigilTest';
const BIOS = 'HKLM\\HARDWARE\\DESCRIPTION\\System\\BIOS';

describe('the registry', () => {
  after(() => removeFromRegistry(`HKCU\\${KEY}`));

  it('gives each kind of value as it was written', () => {
    const write = (name: string, type: string, data: string): void =>
      addToRegistry(`HKCU\\${KEY}`, name, type, data);
    write('text', 'REG_SZ', 'Prüfungsrechner 試験');
    write('expandable', 'REG_EXPAND_SZ', '%windir%\\x');
    write('number', 'REG_DWORD', '4294967295');
    write('large', 'REG_QWORD', '5000000000');
    write('texts', 'REG_MULTI_SZ', 'one\\0two');
    write('binary', 'REG_BINARY', 'abcd');
    const read = (name: string) => registry.readValue('user', KEY, name);
    assert.equal(read('text'), 'Prüfungsrechner 試験');
    assert.equal(read('expandable'), '%windir%\\x');
    assert.equal(read('number'), 4294967295);
    assert.equal(read('large'), 5000000000);
    assert.deepEqual(read('texts'), ['one', 'two']);
    assert.equal(read('binary'), undefined);
  });

  it('tells absent from present, keys and values alike', () => {
    addToRegistry(`HKCU\\${KEY}\\below`);
    assert.equal(registry.readValue('user', KEY, 'absent'), undefined);
    assert.equal(registry.readValue('user', `${KEY}\\absent`, 'text'), undefined);
    assert.deepEqual(registry.listKeys('user', KEY), ['below']);
    assert.deepEqual(registry.listKeys('user', `${KEY}\\absent`), []);
    assert.equal(registry.hasKey('user', `${KEY}\\below`), true);
    assert.equal(registry.hasKey('user', `${KEY}\\absent`), false);
  });
});

describe('policies', () => {
  const machine = 'HKLM\\Software\\Policies\\Invigil';
  const user = 'HKCU\\Software\\Policies\\Invigil';
  after(() => {
    removeFromRegistry(machine);
    removeFromRegistry(user);
  });

  it('of the computer count more than those of the user', () => {
    assert.equal(readPolicy(registry, 'Invigil', 'Level'), undefined);
    addToRegistry(user, 'Level', 'REG_DWORD', '1');
    assert.equal(readPolicy(registry, 'Invigil', 'Level'), 1);
    addToRegistry(machine, 'Level', 'REG_DWORD', '2');
    assert.equal(readPolicy(registry, 'Invigil', 'Level'), 2);
  });

  it('name the servers that are trusted', () => {
    const servers = ['https://proctor.uni.example', 'https://exam.example'];
    addToRegistry(machine, 'TrustedServers', 'REG_MULTI_SZ', servers.join('\\0'));
    assert.deepEqual(trustedServersByPolicy(registry), servers);
  });
});

describe('the keys of the machine', () => {
  const guest = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\VBoxGuest';
  after(() => removeFromRegistry(guest));

  it('name maker, model and firmware as the registry has them', () => {
    addToRegistry(BIOS, 'SystemManufacturer', 'REG_SZ', 'innotek GmbH');
    addToRegistry(BIOS, 'SystemProductName', 'REG_SZ', 'VirtualBox ');
    addToRegistry(BIOS, 'BIOSVersion', 'REG_SZ', '');
    const { hardware } = readMachineKeys(registry);
    assert.equal(hardware.manufacturer, 'innotek GmbH');
    assert.equal(hardware.model, 'VirtualBox');
    assert.equal(hardware.biosVersion, undefined);
    assert.ok(hardware.unread.includes('biosVersion'));
    assert.match(hardware.processor ?? '', /\w/);
  });

  it('name the guest services and firmware tables that are there', () => {
    assert.deepEqual(readMachineKeys(registry).guestServices, []);
    addToRegistry(guest);
    addVolatileKey('HARDWARE\\ACPI\\DSDT\\VBOX__');
    const { guestServices, firmwareTables } = readMachineKeys(registry);
    assert.deepEqual(guestServices, ['VBoxGuest']);
    assert.ok(firmwareTables.includes('VBOX__'));
  });
});
