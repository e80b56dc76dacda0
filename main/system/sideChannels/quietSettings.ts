import type { SideChannel } from '../../../contract/sideChannels.ts';
import type { RunCommand } from '../command.ts';
import type { WritableRegistry } from '../windows/registry.ts';
import { gsettingsWay } from './gsettings.ts';
import { registryWay } from './registrySetting.ts';
import { xfconfWay } from './xfconf.ts';

/** A setting as it was; null where it was not set. */
export type SettingValue = string | number | null;

/** How a setting is read and written where it lies. */
export interface SettingWay {
  /** Undefined where the system has no such setting or does not tell. */
  readonly read: () => Promise<SettingValue | undefined>;
  /** Rejects when the system refuses. */
  readonly write: (value: SettingValue) => Promise<void>;
}

/** A setting of the user's own that can be switched off for the exam without password or restart. */
export interface QuietSetting extends SettingWay {
  /** Names it in the restore journal and in the sentence that says where it is switched off. */
  readonly id: SettingId;
  readonly channel: SideChannel;
  readonly isOpen: (value: SettingValue) => boolean;
  readonly quiet: SettingValue;
}

export interface SettingSources {
  readonly run: RunCommand;
  readonly registry:
    Pick<WritableRegistry, 'readValue' | 'writeNumber' | 'removeValue'> | undefined;
}

interface Row {
  readonly channel: SideChannel;
  /** `XDG_CURRENT_DESKTOP` of the desktops that heed it; absent: Windows. */
  readonly desktop?: RegExp;
  readonly way: (sources: SettingSources) => SettingWay;
  readonly isOpen: (value: SettingValue) => boolean;
  readonly quiet: SettingValue;
}

const PUSH = 'Software\\Microsoft\\Windows\\CurrentVersion\\PushNotifications';
const CLIPBOARD = 'Software\\Microsoft\\Clipboard';

/**
 * Every setting that is ever written, and by which value. GNOME's is what its own "Do Not Disturb" sets
 * (gsettings-desktop-schemas, org.gnome.desktop.notifications); Cinnamon's and MATE's are their schemas' own;
 * Xfce's is xfce4-notifyd's (docs.xfce.org). Windows: ToastEnabled is "Get notifications from apps and other
 * senders", absent means on; the two of the clipboard are its page in Settings, absent means off.
 */
const ROWS = {
  gnome_banners: {
    channel: 'notifications',
    desktop: /(^|:)GNOME/i,
    way: gsettingsWay('org.gnome.desktop.notifications', 'show-banners'),
    isOpen: (value) => value === 'true',
    quiet: 'false',
  },
  cinnamon_notifications: {
    channel: 'notifications',
    desktop: /(^|:)(X-)?Cinnamon/i,
    way: gsettingsWay('org.cinnamon.desktop.notifications', 'display-notifications'),
    isOpen: (value) => value === 'true',
    quiet: 'false',
  },
  mate_notifications: {
    channel: 'notifications',
    desktop: /(^|:)MATE/i,
    way: gsettingsWay('org.mate.NotificationDaemon', 'do-not-disturb'),
    isOpen: (value) => value === 'false',
    quiet: 'true',
  },
  xfce_notifications: {
    channel: 'notifications',
    desktop: /(^|:)XFCE/i,
    way: xfconfWay('xfce4-notifyd', '/do-not-disturb'),
    isOpen: (value) => value !== 'true',
    quiet: 'true',
  },
  windows_toasts: {
    channel: 'notifications',
    way: registryWay(PUSH, 'ToastEnabled'),
    isOpen: (value) => value !== 0,
    quiet: 0,
  },
  windows_cloud_clipboard: {
    channel: 'shared_clipboard',
    way: registryWay(CLIPBOARD, 'EnableCloudClipboard', 'AllowCrossDeviceClipboard'),
    isOpen: (value) => value === 1,
    quiet: 0,
  },
  windows_clipboard_history: {
    channel: 'clipboard_history',
    way: registryWay(CLIPBOARD, 'EnableClipboardHistory', 'AllowClipboardHistory'),
    isOpen: (value) => value === 1,
    quiet: 0,
  },
} as const satisfies Record<string, Row>;

export type SettingId = keyof typeof ROWS;
export const SETTING_IDS = Object.keys(ROWS) as [SettingId, ...SettingId[]];

/** One of them, wherever it is: to give back what an earlier run changed. */
export function quietSetting(id: SettingId, sources: SettingSources): QuietSetting {
  const { channel, way, isOpen, quiet } = ROWS[id] as Row;
  return { id, channel, isOpen, quiet, ...way(sources) };
}

interface Surroundings extends SettingSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Those that this desktop heeds. */
export function quietSettings({ platform, environment, ...sources }: Surroundings): QuietSetting[] {
  const desktop = environment['XDG_CURRENT_DESKTOP'] ?? '';
  const isHere = ({ desktop: heeding }: Row): boolean => {
    if (heeding === undefined) return platform === 'win32' && sources.registry !== undefined;
    return platform === 'linux' && hasSessionBus(environment) && heeding.test(desktop);
  };
  return SETTING_IDS.filter((id) => isHere(ROWS[id])).map((id) => quietSetting(id, sources));
}

/** Without one, the tools that ask it would start one of their own. */
export function hasSessionBus(environment: Surroundings['environment']): boolean {
  return (environment['DBUS_SESSION_BUS_ADDRESS'] ?? '') !== '';
}
