import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { createSideChannels } from '../../../main/system/sideChannels/index.ts';
import { quietSetting } from '../../../main/system/sideChannels/quietSettings.ts';
import { castScreens, keepsRecall } from '../../../main/system/sideChannels/windows.ts';
import { openNative } from '../support/native.ts';
import { addToRegistry, removeFromRegistry } from '../support/registryTool.ts';

const native = openNative();
const run = (): Promise<never> => Promise.reject(new Error('no program is started'));
const settings = { run, registry: native.registry };
const CLIPBOARD = 'HKCU\\Software\\Microsoft\\Clipboard';
const SYSTEM = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\System';
const AI = 'HKLM\\Software\\Policies\\Microsoft\\Windows\\WindowsAI';
const PUSH = 'Software\\Microsoft\\Windows\\CurrentVersion\\PushNotifications';

describe('the screens that Windows draws on', () => {
  it('are told by name with how they are connected; one of the computer’s own is none elsewhere', () => {
    const screens = native.listScreens();
    assert.equal(screens.length, 1);
    assert.match(screens[0]?.name ?? '', /\w/);
    assert.deepEqual(castScreens(screens), []);
  });

  it('tell beside whether bubbles are shown just now', () => {
    // QUNS_ACCEPTS_NOTIFICATIONS, as wine always says.
    assert.equal(native.notificationState(), 5);
  });
});

describe('a setting that is switched off for the exam', () => {
  after(() => {
    native.registry.removeValue('user', PUSH, 'ToastEnabled');
    removeFromRegistry(CLIPBOARD);
  });

  it('that was never set is set, and is not there afterwards', async () => {
    const toasts = quietSetting('windows_toasts', settings);
    native.registry.removeValue('user', PUSH, 'ToastEnabled');
    const before = await toasts.read();
    assert.equal(before, null);
    assert.ok(toasts.isOpen(before));
    await toasts.write(toasts.quiet);
    assert.equal(native.registry.readValue('user', PUSH, 'ToastEnabled'), 0);
    assert.equal(toasts.isOpen((await toasts.read()) ?? null), false);
    await toasts.write(before);
    assert.equal(native.registry.readValue('user', PUSH, 'ToastEnabled'), undefined);
    await toasts.write(null);
  });

  it('that was on is on afterwards', async () => {
    addToRegistry(CLIPBOARD, 'EnableCloudClipboard', 'REG_DWORD', '1');
    const clipboard = quietSetting('windows_cloud_clipboard', settings);
    const before = await clipboard.read();
    assert.equal(before, 1);
    await clipboard.write(clipboard.quiet);
    assert.equal(await clipboard.read(), 0);
    await clipboard.write(before);
    assert.equal(await clipboard.read(), 1);
  });

  it('means nothing where administrators forbid it anyway', async () => {
    addToRegistry(CLIPBOARD, 'EnableClipboardHistory', 'REG_DWORD', '1');
    addToRegistry(SYSTEM, 'AllowClipboardHistory', 'REG_DWORD', '0');
    try {
      assert.equal(await quietSetting('windows_clipboard_history', settings).read(), undefined);
    } finally {
      removeFromRegistry(SYSTEM, 'AllowClipboardHistory');
    }
    assert.equal(await quietSetting('windows_clipboard_history', settings).read(), 1);
  });
});

describe('pictures that Windows keeps of the screen', () => {
  const local = mkdtempSync(path.join(tmpdir(), 'invigil-'));
  const environment = { LOCALAPPDATA: local };
  after(() => rmSync(local, { recursive: true, force: true }));

  it('are there once somebody said yes, unless a policy forbids them', async () => {
    assert.equal(await keepsRecall(native.registry, environment), false);
    mkdirSync(path.join(local, 'CoreAIPlatform.00', 'UKP', '{0}'), { recursive: true });
    assert.equal(await keepsRecall(native.registry, environment), true);
    addToRegistry(AI, 'DisableAIDataAnalysis', 'REG_DWORD', '1');
    try {
      assert.equal(await keepsRecall(native.registry, environment), false);
    } finally {
      removeFromRegistry(AI);
    }
  });
});

describe('what shows over the exam or takes it elsewhere', () => {
  it('is read as a whole, and names what could not be', async () => {
    addToRegistry(CLIPBOARD, 'EnableCloudClipboard', 'REG_DWORD', '1');
    try {
      const unread: string[] = [];
      const channels = createSideChannels({
        platform: 'win32',
        environment: {},
        run,
        native,
        unread: (part) => unread.push(part),
      });
      const reading = await channels.read();
      assert.deepEqual(unread, []);
      assert.ok(reading.open.some(({ setting }) => setting === 'windows_cloud_clipboard'));
      assert.deepEqual(reading.phoneLinks, []);
      assert.equal(reading.recall, false);
    } finally {
      removeFromRegistry(CLIPBOARD);
    }
  });
});
