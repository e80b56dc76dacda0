import type { MenuItemConstructorOptions } from 'electron';

/**
 * No menu at all where a window can be without: its keys would print, reload and open dev tools.
 * macOS takes Quit and the editing keys from a menu, so there they stay, and nothing else.
 */
export function menuTemplate(
  platform: 'win32' | 'darwin' | 'linux',
): MenuItemConstructorOptions[] | null {
  if (platform !== 'darwin') return null;
  return [
    { role: 'appMenu', submenu: [{ role: 'hide' }, { type: 'separator' }, { role: 'quit' }] },
    {
      role: 'editMenu',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
  ];
}
