import type { RunCommand } from '../command.ts';
import type { AppIdentity } from '../appIdentity.ts';
import type { NativeWindows } from '../windows/native.ts';
import { windowsDevices } from '../windows/devices.ts';
import type { DeviceReader } from './device.ts';
import { linuxDevices } from './linux.ts';
import { macDevices } from './macos.ts';

export type { Device, DeviceReader } from './device.ts';

export interface DeviceSources {
  readonly platform: NodeJS.Platform;
  readonly run: RunCommand;
  readonly native: NativeWindows | undefined;
  /** See `devicesRoot`. */
  readonly root?: string;
}

/** Lists the devices of this machine; undefined where the system cannot be asked. */
export function createDeviceReader(sources: DeviceSources): DeviceReader | undefined {
  const { platform, run, native, root } = sources;
  if (platform === 'win32') return native === undefined ? undefined : windowsDevices(native);
  return platform === 'darwin' ? macDevices(run) : linuxDevices(root);
}

/** A folder laid out as `/` is, whose devices are taken for this machine's: never in a release. */
export function devicesRoot(
  identity: Pick<AppIdentity, 'acceptsTestMeans'>,
  environment: NodeJS.ProcessEnv,
): string {
  const folder = environment['INVIGIL_DEVICES'];
  return identity.acceptsTestMeans && folder !== undefined && folder !== '' ? folder : '/';
}
