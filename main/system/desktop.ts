import { connectedDevices, type ConnectedDevices } from './devices/connected.ts';
import { createDeviceReader, type DeviceSources } from './devices/index.ts';
import {
  createSideChannels,
  type SideChannels,
  type SideChannelSources,
} from './sideChannels/index.ts';

/** What checks and lockdown both ask, and what one learned the other goes on from. */
export interface Desktop {
  readonly devices: ConnectedDevices;
  readonly sideChannels: SideChannels;
}

/** The desktop at hand: what is connected to it, and what on it may be switched on or off. */
export function createDesktop(sources: DeviceSources & SideChannelSources): Desktop {
  return {
    devices: connectedDevices(createDeviceReader(sources), sources.platform),
    sideChannels: createSideChannels(sources),
  };
}
