import type { RunCommand } from './command.ts';

/** `_NET_SUPPORTING_WM_CHECK(WINDOW): window id # 0x40000e`. */
export function parseSupporting(text: string): string | undefined {
  return /window id # (0x[0-9a-f]+)/i.exec(text)?.[1];
}

/**
 * Whether somebody manages windows. Without a window manager X11 grants no full screen, and Electron
 * says it does all the same. True where there is nothing to ask: only X11 goes without.
 */
export async function hasWindowManager(
  platform: NodeJS.Platform,
  run: RunCommand,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  const ask = (...where: string[]) => run('xprop', [...where, '_NET_SUPPORTING_WM_CHECK']);
  try {
    const named = parseSupporting(await ask('-root'));
    if (named === undefined) return false;
    // A window manager that was ended leaves its name behind, its window it does not.
    const confirmed = await ask('-id', named).catch(() => '');
    return parseSupporting(confirmed) === named;
  } catch {
    return true;
  }
}
