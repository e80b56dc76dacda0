import { z } from 'zod';
import type { RunCommand } from '../command.ts';
import type { CastScreen } from './reading.ts';

const Profile = z.object({
  SPDisplaysDataType: z.array(
    z.object({
      spdisplays_ndrvs: z
        .array(
          z.object({
            _name: z.string().optional(),
            spdisplays_connection_type: z.string().optional(),
          }),
        )
        .optional(),
    }),
  ),
});

/**
 * Screens over AirPlay in `system_profiler SPDisplaysDataType -json`; an iPad by Sidecar is one of them.
 * Throws when it is no such JSON. Pure.
 */
export function airPlayScreens(text: string): CastScreen[] {
  const { SPDisplaysDataType: cards } = Profile.parse(JSON.parse(text));
  return cards
    .flatMap((card) => card.spdisplays_ndrvs ?? [])
    .filter((screen) => screen.spdisplays_connection_type === 'spdisplays_airplay')
    .map(({ _name }) => ({ way: 'airplay' as const, name: _name ?? '' }));
}

export function readAirPlayScreens(run: RunCommand): Promise<CastScreen[]> {
  const profiler = '/usr/sbin/system_profiler';
  return run(profiler, ['SPDisplaysDataType', '-json'], { timeout: 8_000 }).then(airPlayScreens);
}

/** `defaults` leaves with this for what was never set, where the system's own choice stands. */
const NOT_SET = 1;

/** A yes or no of the user's; undefined where they never chose. */
async function readDefault(
  run: RunCommand,
  domain: string,
  key: string,
  host: readonly string[] = [],
): Promise<boolean | undefined> {
  const words = [...host, 'read', domain, key];
  const text = (await run('/usr/bin/defaults', words, { codes: [NOT_SET] })).trim();
  return text === '' ? undefined : text === '1' || text === 'true';
}

/**
 * Whether the clipboard is shared with the user's other Apple devices. That is part of Handoff, whose choice
 * is kept per computer; where the user never chose, nothing is known, as it depends on their account.
 */
export async function sharesClipboard(run: RunCommand): Promise<boolean> {
  const domain = 'com.apple.coreservices.useractivityd';
  const handoff = await readDefault(run, domain, 'ActivityReceivingAllowed', ['-currentHost']);
  if (handoff !== true) return false;
  return (await readDefault(run, domain, 'ClipboardSharingEnabled')) !== false;
}

/** Whether other devices may show their screen on this Mac; the key is Apple's own spelling (CIS macOS 2.3.1.2). */
export async function receivesScreens(run: RunCommand): Promise<boolean> {
  const domain = 'com.apple.controlcenter';
  return (await readDefault(run, domain, 'AirplayRecieverEnabled', ['-currentHost'])) === true;
}
