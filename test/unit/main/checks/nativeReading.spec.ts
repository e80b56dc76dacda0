import { expect, it } from 'vitest';
import { createMachineReader } from '../../../../main/checks/thisMachine.ts';
import type { NativeWindows } from '../../../../main/system/windows/native.ts';

const BIOS = 'HARDWARE\\DESCRIPTION\\System\\BIOS';

/** A Windows that answers calls and forbids PowerShell, as managed computers do. */
function readerOf(readSession: () => object) {
  const native = {
    registry: {
      readValue: (_root: string, key: string, name: string) =>
        key === BIOS && name === 'SystemManufacturer' ? 'innotek GmbH' : undefined,
      listKeys: () => [],
      hasKey: (_root: string, key: string) => key.endsWith('VBoxGuest'),
    },
    readSession,
  } as unknown as NativeWindows;
  return createMachineReader({
    platform: 'win32',
    environment: {},
    run: () => Promise.reject(new Error('PowerShell is forbidden')),
    native,
    app: { accessibilitySupportEnabled: false },
  });
}

it('where PowerShell is forbidden, the registry and the session still tell the machine', async () => {
  const { hardware, session } = await readerOf(() => ({
    remoteSession: true,
    remoteControl: false,
    onConsole: false,
  }))();
  expect(hardware).toMatchObject({ manufacturer: 'innotek GmbH', guestServices: ['VBoxGuest'] });
  expect(session).toMatchObject({ terminalServerSession: true, onConsole: false });
});

it('what Windows will not tell of the session is no sign of anything', async () => {
  const { session } = await readerOf(() => {
    throw new Error('refused');
  })();
  expect(session).not.toHaveProperty('terminalServerSession');
  expect(session).not.toHaveProperty('onConsole');
});
