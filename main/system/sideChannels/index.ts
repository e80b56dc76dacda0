import { matchProcess, PHONE_LINK_RULES } from '../../../contract/processRules.ts';
import type { RunCommand } from '../command.ts';
import type { NativeWindows } from '../windows/native.ts';
import { linuxPhoneLinks } from './linux.ts';
import { readAirPlayScreens, receivesScreens, sharesClipboard } from './macos.ts';
import { quietSettings, type QuietSetting } from './quietSettings.ts';
import { NOTHING_TOLD, type OpenSetting, type SideChannelReading } from './reading.ts';
import { castScreens, keepsRecall, showsToasts } from './windows.ts';

export type { QuietSetting } from './quietSettings.ts';
export type { SideChannelReading } from './reading.ts';

export interface SideChannels {
  /** Milliseconds between two looks that their cost allows. */
  readonly interval: number;
  readonly read: () => Promise<SideChannelReading>;
  /** What can be switched off for the exam. */
  readonly settings: readonly QuietSetting[];
}

export interface SideChannelSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
  readonly native: NativeWindows | undefined;
  /** Told of a part that could not be read. */
  readonly unread: (part: string, cause: unknown) => void;
}

/** Calls are cheap on Windows; elsewhere each look starts small programs, on a Mac one that is not so small. */
const INTERVALS: Partial<Record<NodeJS.Platform, number>> = { win32: 5_000, darwin: 120_000 };
const USUAL_INTERVAL = 30_000;

export function createSideChannels(sources: SideChannelSources): SideChannels {
  const { platform, native } = sources;
  const settings = quietSettings({ ...sources, registry: native?.registry });
  return {
    interval: INTERVALS[platform] ?? USUAL_INTERVAL,
    settings,
    async read() {
      // Part by part: one that cannot be read leaves the others worth judging.
      const part = async <Value>(
        name: string,
        value: () => Value | Promise<Value>,
        none: Value,
      ) => {
        try {
          return await value();
        } catch (cause) {
          sources.unread(name, cause);
          return none;
        }
      };
      const open = await part('settings', () => openSettings(settings, native), []);
      return { ...NOTHING_TOLD, ...(await readBeside(sources, part)), open };
    },
  };
}

type ReadPart = <Value>(
  name: string,
  value: () => Value | Promise<Value>,
  none: Value,
) => Promise<Value>;

async function readBeside(
  { platform, environment, run, native }: SideChannelSources,
  part: ReadPart,
): Promise<Partial<SideChannelReading>> {
  switch (platform) {
    case 'win32':
      if (native === undefined) return {};
      return {
        screens: await part('screens', () => castScreens(native.listScreens()), []),
        recall: await part('recall', () => keepsRecall(native.registry, environment), false),
        phoneLinks: await part('phone links', () => windowsPhoneLinks(native), []),
      };
    case 'darwin':
      return {
        screens: await part('screens', () => readAirPlayScreens(run), []),
        receivesScreens: await part('AirPlay receiver', () => receivesScreens(run), false),
        universalClipboard: await part('Universal Clipboard', () => sharesClipboard(run), false),
      };
    default:
      return {
        phoneLinks: await part('phone links', () => linuxPhoneLinks(run, environment), []),
      };
  }
}

function windowsPhoneLinks({ listProcesses }: Pick<NativeWindows, 'listProcesses'>): string[] {
  const names = listProcesses().flatMap(
    ({ name }) => matchProcess({ name }, PHONE_LINK_RULES, 'windows')?.name ?? [],
  );
  return [...new Set(names)];
}

async function openSettings(
  settings: readonly QuietSetting[],
  native: NativeWindows | undefined,
): Promise<OpenSetting[]> {
  const open: OpenSetting[] = [];
  for (const { id, channel, read, isOpen } of settings) {
    const value = await read();
    if (value === undefined || !isOpen(value)) continue;
    if (id === 'windows_toasts' && !showsToasts(native?.notificationState())) continue;
    open.push({ channel, setting: id });
  }
  return open;
}
