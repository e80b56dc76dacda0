import type { LockdownPolicy } from '../../contract/lockdownPolicy.ts';
import { findSideChannels, type SideChannelFinding } from '../system/sideChannels/findings.ts';
import type { SideChannelReading } from '../system/sideChannels/reading.ts';

/** What the candidate is asked to switch off: not what the exam switches off itself. */
export function sideChannelsToTell(
  reading: SideChannelReading,
  { settings }: LockdownPolicy['sideChannels'],
): SideChannelFinding[] {
  return findSideChannels(settings === 'warned' ? reading : { ...reading, open: [] });
}
