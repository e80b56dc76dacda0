/**
 * What unit tests get for `import … from 'electron'`: the edges only, held in memory. A test reads
 * what was asked of Electron from the fake itself, and speaks as Electron by emitting its events.
 */
export { app } from './electron/app.ts';
export { ipcMain } from './electron/ipcMain.ts';
export { clipboard } from './electron/clipboard.ts';
export { globalShortcut } from './electron/globalShortcut.ts';
export { screen } from './electron/screen.ts';
export { BrowserWindow, WebContentsView, WebContents } from './electron/windows.ts';
