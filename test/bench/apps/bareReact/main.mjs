/**
 * The least app with the product's means: one window, shown when it is painted, whose page is served
 * on a scheme of its own to a sandboxed renderer. Usage: `electron bareReact FOLDER-OF-THE-PAGE`.
 */
import { app, BrowserWindow, protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const folder = process.argv.at(-1) ?? '';
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
void app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const file = path.join(folder, new URL(url).pathname);
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: { 'content-type': type } });
  });
  const window = new BrowserWindow({
    width: 1180,
    height: 780,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => window.show());
  return window.loadURL('app://bare/index.html');
});
app.on('window-all-closed', () => app.quit());
