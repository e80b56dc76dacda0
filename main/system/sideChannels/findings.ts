import type { Evidence } from '../../../contract/check.ts';
import type { Severity } from '../../../contract/incident.ts';
import type { SideChannel } from '../../../contract/sideChannels.ts';
import type { CastScreen, SideChannelReading } from './reading.ts';

/** Something that is on and should not be, with where it is switched off. */
export interface SideChannelFinding {
  readonly channel: SideChannel;
  readonly severity: Severity;
  readonly evidence: Evidence;
}

const SCREENS: Readonly<Record<CastScreen['way'], { severity: Severity; code: string }>> = {
  miracast: { severity: 'serious', code: 'casting_miracast' },
  airplay: { severity: 'serious', code: 'casting_airplay' },
  // A driver for one comes with some tablets and headsets too.
  virtual: { severity: 'notice', code: 'casting_virtual' },
};

/** What stands open, each with its sentence. Pure; what was not told is nothing. */
export function findSideChannels(reading: SideChannelReading): SideChannelFinding[] {
  const found = (
    channel: SideChannel,
    severity: Severity,
    code: string,
    values: Evidence['values'] = {},
  ): SideChannelFinding => ({ channel, severity, evidence: { code, values } });
  const when = (holds: boolean, finding: SideChannelFinding) => (holds ? [finding] : []);
  return [
    ...reading.screens.map(({ way, name }) =>
      found('casting', SCREENS[way].severity, SCREENS[way].code, {
        name: name.slice(0, 100) || '?',
      }),
    ),
    ...when(reading.receivesScreens, found('screen_receiver', 'notice', 'screen_receiver_mac')),
    ...when(reading.recall, found('screen_recall', 'notice', 'screen_recall')),
    ...reading.phoneLinks.map((program) => found('phone_link', 'info', 'phone_link', { program })),
    ...when(reading.universalClipboard, found('shared_clipboard', 'notice', 'clipboard_universal')),
    ...reading.open.map(({ channel, setting }) => found(channel, 'info', `open_${setting}`)),
  ];
}
