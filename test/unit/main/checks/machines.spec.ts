import { describe, expect, it } from 'vitest';
import { judgeRemoteSession } from '../../../../main/checks/machine/remoteSession.ts';
import { judgeVirtualMachine } from '../../../../main/checks/machine/virtualMachine.ts';
import { recordedMachines } from '../../../fixtures/machines/machine.ts';

const machines = recordedMachines();

describe.each(machines)('$name', ({ machine }) => {
  it('is judged as expected', () => {
    expect(judgeVirtualMachine(machine.hardware).verdict).toBe(machine.expected.machine);
    if (machine.session !== undefined) {
      expect(judgeRemoteSession(machine.session).verdict).toBe(machine.expected.session);
    }
  });

  it('has a source for each value', () => {
    const sourced = new Set(machine.sources.flatMap(({ values }) => values));
    const { platform, unread, ...hardware } = machine.hardware;
    expect([platform, unread]).toBeDefined();
    const values = Object.entries({ ...hardware, ...machine.session })
      .filter(([key, value]) => key !== 'platform' && !isDefault(key, value))
      .map(([key]) => key);
    expect(values.filter((key) => !sourced.has(key))).toEqual([]);
  });
});

function isDefault(key: string, value: unknown): boolean {
  return (
    ['ssh', 'screenReader', 'markers'].includes(key) && (value === false || String(value) === '')
  );
}

describe('the recorded machines', () => {
  it('are of all three systems, guests and physical ones', () => {
    const kinds = new Set(
      machines.map(({ machine }) => `${machine.hardware.platform} ${machine.kind}`),
    );
    expect(kinds.size).toBe(6);
  });

  it('keep no sign that blocks by itself', () => {
    for (const { name, machine } of machines) {
      for (const [key, value] of Object.entries(machine.hardware)) {
        if (key === 'platform' || key === 'unread') continue;
        const alone = { platform: machine.hardware.platform, unread: [], [key]: value };
        expect(judgeVirtualMachine(alone).verdict, `${name}: ${key}`).not.toBe('virtual');
      }
    }
  });
});
