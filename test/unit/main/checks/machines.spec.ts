import { describe, expect, it } from 'vitest';
import { judgeRemoteSession, SESSION_CAPS } from '../../../../main/checks/machine/remoteSession.ts';
import { addUp } from '../../../../main/checks/machine/signals.ts';
import {
  judgeVirtualMachine,
  MACHINE_CAPS,
  machineSignals,
  SUSPICIOUS,
  VIRTUAL,
} from '../../../../main/checks/machine/virtualMachine.ts';
import { HardwareReading } from '../../../../main/system/hardwareReading.ts';
import { recordedMachines } from '../../../fixtures/machines/machine.ts';

const machines = recordedMachines();
const guests = machines.filter(({ machine }) => machine.kind === 'guest');
const physical = machines.filter(({ machine }) => machine.kind === 'physical');

describe.each(machines)('$name', ({ machine }) => {
  it('is judged as expected', () => {
    expect(judgeVirtualMachine(machine.hardware).verdict).toBe(machine.expected.machine);
    if (machine.session !== undefined) {
      expect(judgeRemoteSession(machine.session).verdict).toBe(machine.expected.session);
    }
  });

  it('has one source for each value, and no source without one', () => {
    const sourced = machine.sources.flatMap(({ values }) => values).sort();
    const set = [
      ...Object.entries(machine.hardware),
      ...Object.entries(machine.session ?? {}).filter(([key, value]) => !isDefault(key, value)),
    ].filter(([key]) => !['platform', 'unread'].includes(key));
    const named = new Set(sourced);
    expect(sourced.filter((value) => set.every(([key]) => key !== value))).toEqual([]);
    expect(set.map(([key]) => key).filter((key) => !named.has(key))).toEqual([]);
    expect(sourced).toHaveLength(named.size);
  });

  it('quotes what it takes verbatim from a source without an address', () => {
    const values: Readonly<Record<string, unknown>> = { ...machine.session, ...machine.hardware };
    for (const { how, source, values: named } of machine.sources) {
      if (how === 'derived' || /https:\/\//.test(source) || /read by these probes/.test(source))
        continue;
      for (const name of named) {
        const value = values[name];
        const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
        for (const part of parts) {
          if (typeof part === 'string') expect(source, name).toContain(part);
        }
      }
    }
  });

  it('holds no serial number, UUID or whole hardware address', () => {
    const text = JSON.stringify([machine.hardware, machine.session]);
    expect(text).not.toMatch(/([0-9a-f]{2}[:-]){5}[0-9a-f]{2}/i);
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i);
  });
});

function isDefault(key: string, value: unknown): boolean {
  return (
    ['ssh', 'screenReader', 'markers'].includes(key) && (value === false || String(value) === '')
  );
}

describe('the recorded machines', () => {
  it('are of all three systems, guests and physical ones, enough of each, a third of them unseen', () => {
    const kinds = new Set(
      machines.map(({ machine }) => `${machine.hardware.platform} ${machine.kind}`),
    );
    expect(kinds.size).toBe(6);
    expect(machines.length).toBeGreaterThanOrEqual(60);
    expect(guests.length).toBeGreaterThanOrEqual(20);
    expect(physical.length).toBeGreaterThanOrEqual(30);
    expect(machines.filter(({ machine }) => machine.remote).length).toBeGreaterThanOrEqual(8);
    const unseen = machines.filter((recorded) => recorded.unseen).length / machines.length;
    expect(unseen).toBeGreaterThan(0.3);
    expect(unseen).toBeLessThan(0.37);
  });

  it('accuse no physical machine, not even to the proctor', () => {
    const accused = physical.filter(
      ({ machine }) => judgeVirtualMachine(machine.hardware).verdict !== 'clean',
    );
    expect(accused.map(({ name }) => name)).toEqual([]);
  });

  it('let at most two guests through, and say why', () => {
    const missed = guests.filter(
      ({ machine }) => judgeVirtualMachine(machine.hardware).verdict !== 'virtual',
    );
    expect(missed.length).toBeLessThanOrEqual(2);
    for (const { name, machine } of missed) expect(machine.expected.why, name).toBeDefined();
  });

  it('let at most one remote session through, and say why', () => {
    const missed = machines.filter(
      ({ machine: { remote, session } }) =>
        remote && session !== undefined && judgeRemoteSession(session).verdict === 'clean',
    );
    expect(missed.length).toBeLessThanOrEqual(1);
    for (const { name, machine } of missed) expect(machine.expected.why, name).toBeDefined();
  });
});

describe('no sign alone', () => {
  it('blocks: no class of a machine’s signs may count that much', () => {
    for (const [name, most] of Object.entries(MACHINE_CAPS)) {
      expect(most, name).toBeLessThan(VIRTUAL);
    }
    const enough = Object.entries(SESSION_CAPS).filter(([, most]) => most >= VIRTUAL);
    // A variable of a remote desktop in its own session, or a VNC server behind the display.
    expect(enough.map(([name]) => name)).toEqual(['marker']);
  });

  it('blocks, whichever single value of a recorded machine is left', () => {
    for (const { name, machine } of machines) {
      for (const [key, value] of Object.entries(machine.hardware)) {
        if (key === 'platform' || key === 'unread') continue;
        const alone = { platform: machine.hardware.platform, unread: [], [key]: value };
        expect(judgeVirtualMachine(alone).verdict, `${name}: ${key}`).not.toBe('virtual');
      }
    }
  });

  it('blocks, nor do all together that physical machines were seen with', () => {
    for (const platform of ['win32', 'darwin', 'linux'] as const) {
      const seen = physical.filter(({ machine }) => machine.hardware.platform === platform);
      const classes = new Map(
        seen.flatMap(({ machine }) =>
          machineSignals(machine.hardware).map((sign) => [sign.class, sign] as const),
        ),
      );
      const together = addUp([...classes.values()], MACHINE_CAPS);
      expect(together.points, platform).toBeLessThan(VIRTUAL);
    }
  });

  it('that a physical machine was seen with is told to the proctor', () => {
    const classes = new Set(
      physical.flatMap(({ machine }) => machineSignals(machine.hardware).map((sign) => sign.class)),
    );
    expect([...classes].sort()).toEqual([
      'container',
      'detector',
      'leftover',
      'library',
      'processor',
    ]);
    for (const { name, machine } of physical) {
      const signs = machineSignals(machine.hardware);
      expect(Math.max(0, ...signs.map(({ weight }) => weight)), name).toBeLessThan(SUSPICIOUS);
    }
  });
});

describe('what could not be read', () => {
  it('never counts: a value less never makes a verdict worse', () => {
    const order = ['clean', 'suspicious', 'virtual'];
    for (const { name, machine } of machines) {
      const whole = order.indexOf(judgeVirtualMachine(machine.hardware).verdict);
      for (const key of Object.keys(machine.hardware)) {
        // The one value that speaks for a machine.
        if (['platform', 'unread', 'hypervisorHost'].includes(key)) continue;
        const rest = Object.entries(machine.hardware).filter(([other]) => other !== key);
        const less = HardwareReading.parse({ ...Object.fromEntries(rest), unread: [key] });
        const { verdict } = judgeVirtualMachine(less);
        expect(order.indexOf(verdict), `${name} without ${key}`).toBeLessThanOrEqual(whole);
      }
    }
  });

  it('leaves a machine of which nothing was read clean', () => {
    for (const platform of ['win32', 'darwin', 'linux'] as const) {
      const nothing = HardwareReading.parse({ platform, unread: ['hardware'] });
      expect(judgeVirtualMachine(nothing)).toEqual({ verdict: 'clean', points: 0, evidence: [] });
    }
  });
});
