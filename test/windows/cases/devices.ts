import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { windowsDevices } from '../../../main/system/windows/devices.ts';
import { openNative } from '../support/native.ts';
import { addToRegistry, removeFromRegistry } from '../support/registryTool.ts';

const native = openNative();
const USB = 'HKLM\\SYSTEM\\CurrentControlSet\\Enum\\USB';
/** wine lists what stands in the registry, as the kernel's part of Windows writes it there. */
const USB_CLASS = '{36fc9e60-c465-11cf-8056-444553540000}';

interface Written {
  readonly id: string;
  readonly description: string;
  readonly compatible: readonly string[];
  readonly className?: string;
}

function plugIn({ id, description, compatible, className = 'USB' }: Written): void {
  const key = `${USB}\\${id}`;
  plugged.add(keyOf(id));
  addToRegistry(key, 'ClassGUID', 'REG_SZ', USB_CLASS);
  addToRegistry(key, 'Class', 'REG_SZ', className);
  addToRegistry(key, 'DeviceDesc', 'REG_SZ', description);
  addToRegistry(key, 'CompatibleIDs', 'REG_MULTI_SZ', compatible.join('\\0'));
}
/** The keys that stand there because of us. */
const plugged = new Set<string>();
function unplug({ id }: Written): void {
  const key = keyOf(id);
  if (plugged.delete(key)) removeFromRegistry(key);
}
const keyOf = (id: string): string => `${USB}\\${id.split('\\')[0] ?? ''}`;

const STICK: Written = {
  id: 'VID_0781&PID_5583\\4C530001310821106084',
  description: 'Ultra Fit 4C530001310821106084',
  compatible: ['USB\\Class_08&SubClass_06&Prot_50', 'USB\\Class_08'],
};
const CAMERA: readonly Written[] = [
  {
    id: 'VID_046D&PID_082D\\7BF3D2EF',
    description: 'HD Pro Webcam C920',
    compatible: ['USB\\DevClass_00&SubClass_00&Prot_00', 'USB\\COMPOSITE'],
  },
  {
    id: 'VID_046D&PID_082D&MI_00\\7&2a1b0c9d&0&0000',
    description: 'HD Pro Webcam C920',
    compatible: ['USB\\Class_0e&SubClass_03&Prot_00'],
  },
];

describe('the devices of Windows', () => {
  const reader = windowsDevices(native);
  const listed = async (): Promise<object[]> =>
    (await reader.read()).map(({ name, kind }) => ({ name, kind }));
  let before: object[] = [];
  after(() => {
    [STICK, ...CAMERA].forEach(unplug);
  });

  it('are what wine has, which is none of ours', async () => {
    before = await listed();
    process.stdout.write(`${JSON.stringify(before)}\n`);
  });

  it('show who was plugged in, by name and kind and without a serial number', async () => {
    plugIn(STICK);
    for (const part of CAMERA) plugIn(part);
    const now = await listed();
    assert.equal(now.length, before.length + 2);
    const own = now.filter((device) => !before.some((old) => sameAs(old, device)));
    assert.deepEqual(own.toSorted(byName), [
      { name: 'HD Pro Webcam C920', kind: 'camera' },
      { name: 'Ultra Fit', kind: 'storage' },
    ]);
  });

  it('no longer show who was unplugged', async () => {
    unplug(STICK);
    assert.equal((await listed()).length, before.length + 1);
    CAMERA.forEach(unplug);
    assert.deepEqual(await listed(), before);
  });

  it('are asked for again in a moment', async () => {
    await listed();
    const begin = performance.now();
    for (let times = 0; times < 50; times += 1) await reader.read();
    const each = (performance.now() - begin) / 50;
    process.stdout.write(`one look: ${each.toFixed(2)} ms\n`);
    assert.ok(each < 200, `${each} ms`);
  });
});

const sameAs = (one: object, other: object): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
const byName = (one: object, other: object): number =>
  JSON.stringify(one).localeCompare(JSON.stringify(other));
