import { describe, expect, it } from 'vitest';
import { deviceLedger } from '../../../../main/lockdown/deviceLedger.ts';
import { devices as measure } from '../../../../main/lockdown/devices.ts';
import { holdLockdown } from '../../../../main/lockdown/index.ts';
import { connectedDevices } from '../../../../main/system/devices/connected.ts';
import type { Device } from '../../../../main/system/devices/device.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { withFakeTime } from './fakeTime.ts';
import { Surroundings } from './lockdown.ts';

const pass = withFakeTime();

const MOUSE: Device = { key: '046d c077 mouse', name: 'USB Optical Mouse', kind: 'mouse' };
const STICK: Device = { key: '0781 5583 4C53 stick', name: 'Ultra Fit', kind: 'storage' };
const CAMERA: Device = { key: '046d 082d C920', name: 'HD Pro Webcam C920', kind: 'camera' };
const BUS = [MOUSE, CAMERA, { ...MOUSE, key: 'hid', name: 'Keyboard', kind: 'keyboard' as const }];

/** Devices that a test plugs in and out, looked at every two seconds. */
class Bus {
  list: readonly Device[];
  refuses = false;
  readonly around = new Surroundings();
  readonly connected = connectedDevices(
    {
      interval: 2_000,
      read: () =>
        this.refuses ? Promise.reject(new Error('no sysfs')) : Promise.resolve(this.list),
    },
    'linux',
  );

  constructor(list: readonly Device[]) {
    this.list = list;
  }

  hold(policy = policyAt('basic')) {
    const deps = this.around.deps(policy);
    const system = { ...deps.system, devices: this.connected };
    return holdLockdown({ ...deps, system }, [measure]);
  }

  /** Kind of incident and the devices that it names. */
  told(): string[] {
    return this.around.incidents.map(({ kind, severity, evidence }) => {
      const names = evidence.map(({ code, values }) => `${code} ${String(values['name'] ?? '')}`);
      return `${kind} ${severity}: ${names.join(', ')}`;
    });
  }
}

describe('devices during an exam', () => {
  it('that were there are nothing; each plugged in or out is told by name and kind', async () => {
    const bus = new Bus([MOUSE]);
    await bus.hold();
    await pass(4_000);
    expect(bus.told()).toEqual([]);
    bus.list = [MOUSE, STICK];
    await pass(2_000);
    expect(bus.told()).toEqual(['device_connected notice: device_storage Ultra Fit']);
    bus.list = [STICK];
    await pass(20_000);
    expect(bus.told().slice(1)).toEqual([
      'device_disconnected info: device_mouse USB Optical Mouse',
    ]);
    expect(bus.around.covers.size).toBe(0);
  });

  it('that are reset are one note, and not told again for each time a plug is loose', async () => {
    const bus = new Bus([MOUSE]);
    await bus.hold();
    for (let times = 0; times < 3; times += 1) {
      bus.list = [];
      await pass(2_000);
      bus.list = [MOUSE];
      await pass(8_000);
    }
    expect(bus.told()).toEqual(['device_reconnected info: device_mouse USB Optical Mouse']);
  });

  it('of a whole bus that comes back after sleep are one note', async () => {
    const bus = new Bus(BUS);
    await bus.hold();
    await pass(2_000);
    bus.list = [];
    bus.around.powerMonitor.emit('resume');
    await pass(14_000);
    bus.list = [...BUS].reverse();
    await pass(30_000);
    expect(bus.around.kinds()).toEqual(['device_reconnected']);
    expect(bus.around.incidents[0]?.evidence).toHaveLength(3);
  });

  it('that stay away after sleep are told then', async () => {
    const bus = new Bus(BUS);
    await bus.hold();
    bus.around.powerMonitor.emit('resume');
    bus.list = [MOUSE];
    await pass(30_000);
    expect(bus.around.kinds()).toEqual(['device_disconnected']);
  });

  it('that changed since the system check are told at the start', async () => {
    const bus = new Bus([MOUSE]);
    await bus.connected.list();
    bus.list = [MOUSE, STICK];
    await bus.hold();
    await pass(0);
    expect(bus.around.kinds()).toEqual(['device_connected']);
  });

  it('of a dock are one incident, however many they are', async () => {
    const bus = new Bus([]);
    await bus.hold();
    bus.list = Array.from({ length: 25 }, (_, index) => ({ ...MOUSE, key: `mouse ${index}` }));
    await pass(2_000);
    expect(bus.around.kinds()).toEqual(['device_connected']);
    expect(bus.around.incidents[0]?.evidence).toHaveLength(20);
    expect(bus.around.incidents[0]?.evidence.at(-1)).toEqual({
      code: 'device_more',
      values: { count: 6 },
    });
  });

  it('never carry what tells them apart', async () => {
    const bus = new Bus([]);
    await bus.hold();
    bus.list = [STICK];
    await pass(2_000);
    expect(JSON.stringify(bus.around.incidents)).not.toContain('4C53');
  });

  it('that the page alone sees are told too, from the first time it tells on', async () => {
    const bus = new Bus([CAMERA]);
    await bus.hold();
    const label = 'WH-1000XM4';
    bus.connected.tellMedia([{ kind: 'videoinput', label: CAMERA.name }]);
    await pass(2_000);
    bus.connected.tellMedia([{ kind: 'audiooutput', label }]);
    await pass(0);
    expect(bus.told()).toEqual(['device_connected info: device_audio WH-1000XM4']);
    bus.connected.tellMedia([]);
    await pass(10_000);
    expect(bus.around.kinds()).toEqual(['device_connected', 'device_disconnected']);
  });

  it('that cannot be listed are told once, and nobody is accused', async () => {
    const bus = new Bus([MOUSE]);
    await bus.hold();
    await pass(0);
    bus.refuses = true;
    await pass(20_000);
    expect(bus.around.kinds()).toEqual(['lockdown_incomplete']);
    bus.refuses = false;
    await pass(10_000);
    expect(bus.around.kinds()).toEqual(['lockdown_incomplete']);
  });

  it('are no longer looked at when the exam is over', async () => {
    const bus = new Bus([MOUSE]);
    const lockdown = await bus.hold();
    await lockdown.release();
    bus.list = [];
    await pass(60_000);
    expect(bus.around.kinds()).toEqual([]);
    expect(bus.around.listeners()).toBe(0);
  });
});

describe('a camera or a microphone that is unplugged', () => {
  const recorded = { streamsPreset: 'default' };

  it('is said to the candidate where it is recorded', async () => {
    const bus = new Bus([CAMERA]);
    await bus.hold(policyAt('basic', recorded));
    bus.list = [];
    await pass(20_000);
    expect(bus.around.notices).toEqual(['camera_unplugged']);
  });

  it('is nothing to say where nothing is recorded, nor when a mouse is', async () => {
    const unrecorded = new Bus([CAMERA]);
    const policy = policyAt('basic');
    const recording = { ...policy.recording, camera: false, microphone: false };
    await unrecorded.hold({ ...policy, recording });
    const other = new Bus([MOUSE]);
    await other.hold(policyAt('basic', recorded));
    unrecorded.list = other.list = [];
    await pass(20_000);
    expect([...unrecorded.around.notices, ...other.around.notices]).toEqual([]);
  });
});

describe('two devices alike', () => {
  it('are counted, not told apart', () => {
    const ledger = deviceLedger([MOUSE, MOUSE], 5_000);
    expect(ledger.see([MOUSE], 0).disconnected).toEqual([]);
    expect(ledger.see([MOUSE], 5_000).disconnected).toEqual([MOUSE]);
    expect(ledger.see([MOUSE, MOUSE, MOUSE], 6_000).connected).toEqual([MOUSE, MOUSE]);
  });

  it('that swap places are the same', () => {
    const ledger = deviceLedger([MOUSE, STICK], 5_000);
    expect(ledger.see([STICK, MOUSE], 0)).toEqual({
      connected: [],
      disconnected: [],
      returned: [],
    });
  });
});
