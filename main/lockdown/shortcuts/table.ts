import type { ShortcutGroup } from '../../../contract/lockdownPolicy.ts';

type System = 'win32' | 'linux' | 'darwin';

/** Combinations of one group, and the systems on which they mean what they are blocked for. */
interface Row {
  readonly group: ShortcutGroup;
  readonly on: readonly System[];
  readonly chords: readonly string[];
}

const EVERYWHERE: readonly System[] = ['win32', 'linux', 'darwin'];
const NOT_MAC: readonly System[] = ['win32', 'linux'];

/**
 * What each group takes away, deny by list: any other key works as ever. Never in here: Ctrl+Space,
 * Super+Space, Alt+Shift (input methods), Super+H, Super+., Super+U, Super++ and Control+Super+…
 * (Windows' dictation, emoji, accessibility, magnifier, Narrator), Command+F5 (VoiceOver), Super+Alt+S
 * (Orca), and Super+L (a candidate may always lock the screen).
 */
export const SHORTCUT_ROWS: readonly Row[] = [
  // Developer tools.
  { group: 'browser', on: EVERYWHERE, chords: ['*+F12'] },
  {
    group: 'browser',
    on: NOT_MAC,
    chords: ['Control+Shift+I', 'Control+Shift+J', 'Control+Shift+C'],
  },
  { group: 'browser', on: ['darwin'], chords: ['Command+Alt+I', 'Command+Alt+J', 'Command+Alt+C'] },
  // Print and save; with Shift by the system's own dialogs.
  {
    group: 'browser',
    on: EVERYWHERE,
    chords: [
      'CommandOrControl+P',
      'CommandOrControl+Shift+P',
      'CommandOrControl+S',
      'CommandOrControl+Shift+S',
    ],
  },
  // View source. On a Mac Command+U underlines.
  { group: 'browser', on: NOT_MAC, chords: ['Control+U'] },
  { group: 'browser', on: ['darwin'], chords: ['Command+Alt+U'] },
  // New window or tab, open file, address.
  {
    group: 'browser',
    on: EVERYWHERE,
    chords: [
      'CommandOrControl+N',
      'CommandOrControl+Shift+N',
      'CommandOrControl+T',
      'CommandOrControl+Shift+T',
      'CommandOrControl+O',
      'CommandOrControl+L',
    ],
  },
  { group: 'browser', on: NOT_MAC, chords: ['Alt+D'] },

  // Other windows, the desktop, the task view, the task bar.
  {
    group: 'application_switching',
    on: NOT_MAC,
    chords: [
      'Alt+Tab',
      'Alt+Shift+Tab',
      'Control+Alt+Tab',
      'Alt+Escape',
      'Alt+Shift+Escape',
      'Super+Tab',
      'Super+D',
      'Super+M',
      'Super+T',
      'Super+B',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((place) => `Super+${place}`),
    ],
  },
  { group: 'application_switching', on: ['win32'], chords: ['Control+Escape', 'Super+Home'] },
  {
    group: 'application_switching',
    on: ['linux'],
    chords: [
      'Control+Alt+Left',
      'Control+Alt+Right',
      'Control+Alt+Up',
      'Control+Alt+Down',
      'Control+Alt+D',
    ],
  },
  {
    group: 'application_switching',
    on: ['darwin'],
    chords: [
      'Command+Tab',
      'Command+Shift+Tab',
      'Command+`',
      'Command+H',
      'Command+Alt+H',
      'Command+M',
      'Control+Up',
      'Control+Down',
      'Control+Left',
      'Control+Right',
    ],
  },

  // Screenshots, search, settings, task manager, run, recording, casting, closing.
  { group: 'system', on: EVERYWHERE, chords: ['*+PrintScreen'] },
  { group: 'system', on: NOT_MAC, chords: ['Alt+F4', 'Alt+Space'] },
  {
    group: 'system',
    on: ['win32'],
    chords: [
      'Control+Shift+Escape',
      'Super+Shift+S',
      'Super+Alt+R',
      ...['A', 'C', 'E', 'G', 'I', 'K', 'N', 'P', 'Q', 'R', 'S', 'V', 'W', 'X', 'Z'].map(
        (letter) => `Super+${letter}`,
      ),
    ],
  },
  {
    group: 'system',
    on: ['linux'],
    chords: [
      'Alt+F1',
      'Alt+F2',
      'Control+Alt+T',
      'Control+Alt+Shift+R',
      'Super+A',
      'Super+S',
      'Super+V',
      'Super+E',
      'Super+R',
    ],
  },
  {
    group: 'system',
    on: ['darwin'],
    chords: [
      'Command+Space',
      'Command+Alt+Space',
      'Command+Shift+3',
      'Command+Shift+4',
      'Command+Shift+5',
      'Command+Shift+6',
      'Command+Q',
      'Command+W',
      'Command+Alt+D',
    ],
  },
];

/** The combinations that these groups take away on this system. */
export function blockedChords(
  groups: readonly ShortcutGroup[],
  platform: NodeJS.Platform,
): { readonly group: ShortcutGroup; readonly chord: string }[] {
  return SHORTCUT_ROWS.filter(
    ({ group, on }) => groups.includes(group) && on.some((system) => system === platform),
  ).flatMap(({ group, chords }) => chords.map((chord) => ({ group, chord })));
}
