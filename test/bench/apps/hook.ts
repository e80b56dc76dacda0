/**
 * Loaded by `electron -r` before an app's own code: writes to stdout when what has happened, in epoch
 * milliseconds, so that any app can be timed without its help.
 */
import { writeSync } from 'node:fs';
import { app, type WebContents } from 'electron';

const FIRST_PAINT = `new Promise((resolve) => {
  const tell = ({ startTime }) => resolve(performance.timeOrigin + startTime);
  new PerformanceObserver((list) => list.getEntries()
    .filter(({ name }) => name === 'first-contentful-paint').forEach(tell))
    .observe({ type: 'paint', buffered: true });
})`;

function mark(name: string, at = Date.now()): void {
  writeSync(1, `@@${name} ${Math.round(at)}\n`);
}

async function watch(contents: WebContents): Promise<void> {
  const painted: unknown = await contents.executeJavaScript(FIRST_PAINT);
  mark('fcp', Number(painted));
}

mark('main');
app.once('ready', () => mark('ready'));
app.on('web-contents-created', (_event, contents) => {
  mark('contents');
  contents.once('dom-ready', () => {
    mark('dom-ready');
    watch(contents).catch((error: unknown) => {
      // A page that goes away before it was painted tells nothing; the next one does.
      writeSync(2, `no paint: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  });
});
