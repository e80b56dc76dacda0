import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { NativeWindows } from '../windows/native.ts';
import { readPolicy } from '../windows/policy.ts';
import type { ActiveScreen } from '../windows/displayConfig.ts';
import type { CastScreen } from './reading.ts';

/** wingdi.h, DISPLAYCONFIG_VIDEO_OUTPUT_TECHNOLOGY. A dock on USB is `INDIRECT_WIRED` (16): a screen like others. */
const MIRACAST = 15;
const INDIRECT_VIRTUAL = 17;

/** Screens that are shown wirelessly, or that a program made and draws elsewhere. Pure. */
export function castScreens(screens: readonly ActiveScreen[]): CastScreen[] {
  return screens.flatMap(({ technology, name }): CastScreen[] => {
    if (technology === MIRACAST) return [{ way: 'miracast', name }];
    return technology === INDIRECT_VIRTUAL ? [{ way: 'virtual', name }] : [];
  });
}

const WINDOWS_AI = 'Microsoft\\Windows\\WindowsAI';

/**
 * Whether Recall keeps pictures of the screen. It does so once the user said yes, in a folder of theirs that
 * is not there before; two policies forbid it (Policy CSP, WindowsAI: DisableAIDataAnalysis 1,
 * AllowRecallEnablement 0).
 */
export async function keepsRecall(
  registry: Pick<NativeWindows['registry'], 'readValue'>,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  if (readPolicy(registry, WINDOWS_AI, 'DisableAIDataAnalysis') === 1) return false;
  if (readPolicy(registry, WINDOWS_AI, 'AllowRecallEnablement') === 0) return false;
  const local = environment['LOCALAPPDATA'];
  if (local === undefined) return false;
  const kept = await readdir(path.join(local, 'CoreAIPlatform.00', 'UKP')).catch(() => []);
  return kept.length > 0;
}

/** shellapi.h, QUERY_USER_NOTIFICATION_STATE: only then are bubbles shown. */
const ACCEPTS_NOTIFICATIONS = 5;

/** False when Windows itself keeps bubbles back just now: quiet time, a presentation, full screen. Pure. */
export function showsToasts(state: number | undefined): boolean {
  return state === undefined || state === ACCEPTS_NOTIFICATIONS;
}
