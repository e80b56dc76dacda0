import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../../main/system/command.ts';
import { readHardware } from '../../../../main/system/hardware.ts';
import { parseCpuinfo, readLinuxHardware } from '../../../../main/system/hardwareLinux.ts';
import { parseIoreg, parsePci, parseSysctl } from '../../../../main/system/hardwareMacos.ts';
import { HardwareReading, readParts } from '../../../../main/system/hardwareReading.ts';
import {
  parseWindowsHardware,
  readWindowsHardware,
} from '../../../../main/system/hardwareWindows.ts';

const nothing = () => Promise.reject(new Error('missing'));

describe('reading in parts', () => {
  it('names what fails or takes too long, and keeps the rest', async () => {
    const parts = {
      quick: () => Promise.resolve({ model: 'x' }),
      broken: nothing,
      slow: () => new Promise<{ model: string }>(() => undefined),
    };
    expect(await readParts(parts, 20)).toEqual({
      read: [{ model: 'x' }],
      unread: ['broken', 'slow'],
    });
  });
});

describe('the hardware of Linux', () => {
  it('is read from the files of a recorded machine', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'machine-'));
    const put = async (file: string, text: string) => {
      const whole = path.join(root, file);
      await mkdir(path.dirname(whole), { recursive: true });
      await writeFile(whole, text);
    };
    await put(
      'proc/cpuinfo',
      'model name\t: Intel(R) Core(TM) i7\nflags\t\t: fpu vme hypervisor lm\n',
    );
    await put('sys/class/dmi/id/sys_vendor', 'innotek GmbH\n');
    await put('sys/class/dmi/id/product_name', 'VirtualBox\n');
    await put('sys/class/dmi/id/product_serial', 'secret-0815\n');
    await put('sys/bus/pci/devices/0000:00:02.0/vendor', '0x80ee\n');
    await put('sys/bus/pci/devices/0000:00:00.0/vendor', '0x8086\n');
    await put('sys/class/net/eth0/address', '08:00:27:11:22:33\n');
    await symlink('../../../devices/pci0', path.join(root, 'sys/class/net/eth0/device'));
    await put('proc/device-tree/model', 'linux,dummy-virt\0');
    await put('proc/device-tree/hypervisor/compatible', 'linux,kvm\0other\0');
    await put('proc/xen/capabilities', '\n');
    await put('sys/class/net/vboxnet0/address', '0a:00:27:00:00:00\n');

    const reading = await readLinuxHardware(nothing, root);

    expect(HardwareReading.parse(reading)).toEqual({
      platform: 'linux',
      processor: 'Intel(R) Core(TM) i7',
      hypervisorPresent: true,
      manufacturer: 'innotek GmbH',
      model: 'VirtualBox',
      pciVendors: expect.arrayContaining(['80ee', '8086']) as string[],
      adapterMakers: ['08:00:27'],
      deviceTreeModel: 'linux,dummy-virt',
      deviceTreeHypervisor: 'linux,kvm',
      hypervisorHost: false,
      unread: ['detect_virt_vm', 'detect_virt_container'],
    });
    expect(JSON.stringify(reading)).not.toMatch(/secret|11:22:33/);
  });

  it('names a part that is there and cannot be read', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'machine-'));
    await mkdir(path.join(root, 'sys/class/dmi/id/sys_vendor'), { recursive: true });
    expect((await readLinuxHardware(nothing, root)).unread).toContain('dmi');
  });

  it('knows the domain that Xen gives the machine to', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'machine-'));
    await mkdir(path.join(root, 'proc/xen'), { recursive: true });
    await writeFile(path.join(root, 'proc/xen/capabilities'), 'control_d\n');
    expect((await readLinuxHardware(nothing, root)).hypervisorHost).toBe(true);

    // Both from https://github.com/systemd/systemd/issues: 28113 (dom0) and 8844 (guest).
    const features = async (text: string) => {
      const other = await mkdtemp(path.join(tmpdir(), 'machine-'));
      await mkdir(path.join(other, 'sys/hypervisor/properties'), { recursive: true });
      await writeFile(path.join(other, 'sys/hypervisor/properties/features'), text);
      return (await readLinuxHardware(nothing, other)).hypervisorHost;
    };
    expect(await features('000228f0\n')).toBe(true);
    expect(await features('00002705\n')).toBe(false);
  });

  it('says nothing of a hypervisor where the processor has no such flag', () => {
    expect(parseCpuinfo('processor\t: 0\nFeatures\t: fp asimd\nCPU implementer\t: 0x61\n')).toEqual(
      {},
    );
  });

  it('is read on this machine as the kernel tells it', async ({ skip }) => {
    if (process.platform !== 'linux') skip('/proc is read on Linux only');
    const { hardware } = await readHardware('linux', runCommand);
    const flag = /^flags.*\bhypervisor\b/m.test(await readFile('/proc/cpuinfo', 'utf8'));
    expect(HardwareReading.parse(hardware).hypervisorPresent ?? false).toBe(flag);
    expect(hardware.library).toBeDefined();
  });
});

describe('the hardware of Windows', () => {
  const answer = {
    manufacturer: 'Microsoft Corporation',
    model: 'Virtual Machine',
    hypervisorPresent: true,
    biosVendor: 'Microsoft Corporation',
    biosVersion: 'Hyper-V UEFI Release v4.1',
    boardVendor: 'Microsoft Corporation',
    boardModel: 'Virtual Machine',
    processor: 'AMD EPYC 7763 64-Core Processor                ',
    graphics: ['Microsoft Hyper-V Video', null],
    pci: ['1414'],
    adapters: ['00:15:5D'],
    guestServices: ['Hyper-V'],
    glassSession: 1,
    ownSession: 2,
    terminalServerSession: true,
  };

  it('is read out of one answer', () => {
    const { hardware, terminalServerSession, onConsole } = parseWindowsHardware(
      `\uFEFF${JSON.stringify(answer)}\r\n`,
    );
    expect(terminalServerSession).toBe(true);
    expect(onConsole).toBe(false);
    expect(HardwareReading.parse(hardware)).toEqual({
      platform: 'win32',
      manufacturer: 'Microsoft Corporation',
      model: 'Virtual Machine',
      hypervisorPresent: true,
      biosVendor: 'Microsoft Corporation',
      biosVersion: 'Hyper-V UEFI Release v4.1',
      boardVendor: 'Microsoft Corporation',
      boardModel: 'Virtual Machine',
      processor: 'AMD EPYC 7763 64-Core Processor',
      graphics: ['Microsoft Hyper-V Video'],
      pciVendors: ['1414'],
      adapterMakers: ['00:15:5d'],
      guestServices: ['Hyper-V'],
      unread: [],
    });
  });

  it('names what CIM left out instead of judging it', () => {
    const { hardware } = parseWindowsHardware(
      JSON.stringify({ ...answer, graphics: null, hypervisorPresent: null }),
    );
    expect(hardware.unread).toEqual(['hypervisorPresent', 'graphics']);
    expect(hardware.hypervisorPresent).toBeUndefined();
  });

  it('is refused when PowerShell answers with something else', () => {
    expect(() => parseWindowsHardware('powershell is disabled by your administrator')).toThrow();
  });

  it('is asked for with one start of PowerShell and without a serial number', async () => {
    const started: string[] = [];
    await readWindowsHardware((program, args) => {
      started.push(program, Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le'));
      return Promise.resolve(JSON.stringify(answer));
    });
    expect(started).toHaveLength(2);
    expect(started[0]).toBe('powershell.exe');
    expect(started[1]).not.toMatch(/serial|uuid/i);
    expect(started[1]).toContain(String.raw`-like 'PCI\VEN_*'`);
    expect(started[1]).toContain(String.raw`Test-Path -LiteralPath "$services\$_"`);
    expect(started[1]).toContain("'VBoxGuest','VBoxSF'");
  });
});

describe('the hardware of macOS', () => {
  it('is read out of sysctl', () => {
    expect(
      parseSysctl(
        'hw.model: VirtualMac2,1\nmachdep.cpu.brand_string: Apple M1 (Virtual)\nkern.hv_vmm_present: 1\n',
      ),
    ).toEqual({
      model: 'VirtualMac2,1',
      processor: 'Apple M1 (Virtual)',
      hypervisorPresent: true,
    });
  });

  it('takes the maker and the board from ioreg, and neither serial number nor UUID', () => {
    const text = `+-o J314sAP  <class IOPlatformExpertDevice, id 0x100000114>
    {
      "manufacturer" = <"Apple Inc.">
      "target-type" = <"J314s">
      "IOPlatformUUID" = "00000000-1111-2222-3333-444444444444"
      "IOPlatformSerialNumber" = "C02XXXXXXXXX"
    }`;
    expect(parseIoreg(text)).toEqual({ manufacturer: 'Apple Inc.', boardModel: 'J314s' });
  });

  it('turns the vendors’ bytes round', () => {
    const text =
      '      "vendor-id" = <86800000>\n      "vendor-id" = <ad150000>\n      "vendor-id" = <86800000>\n';
    expect(parsePci(text)).toEqual({ pciVendors: ['8086', '15ad'] });
  });
});
