/**
 * The least that shows an exam page beside a page of one's own: a window and one view, nothing else.
 * Usage: `electron bareView ADDRESS-OF-THE-EXAM-PAGE`.
 */
import { app, BrowserWindow, session, WebContentsView } from 'electron';

/** The bar that stays free above the exam page, pixels. */
const BAR = 56;

const address = process.argv.at(-1) ?? '';
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1180, height: 780, show: false });
  window.once('ready-to-show', () => window.show());
  const view = new WebContentsView({
    webPreferences: { session: session.fromPartition('exam'), sandbox: true },
  });
  const { width, height } = window.getContentBounds();
  view.setBounds({ x: 0, y: BAR, width, height: height - BAR });
  window.contentView.addChildView(view);
  await window.loadURL('data:text/html,<h1>Bare</h1>');
  await view.webContents.loadURL(address);
});
app.on('window-all-closed', () => app.quit());
