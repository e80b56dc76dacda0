import { app, BrowserWindow, type WebFrameMain } from 'electron';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { enforceRules } from '../../../main/windows/enforceRules.ts';
import { openForeignView } from '../../../main/windows/foreignView.ts';
import { PageRulebook } from '../../../main/windows/pageRules.ts';
import { tryFromFrame } from '../../e2e/support/tryFromFrame.ts';

/**
 * The exam's view as the app opens it, around a page with a frame of another site, and nobody else
 * attached to it. Prints one line of JSON: what the frame was told, and what was blocked.
 */
const LIMIT = 20_000;

const book = new PageRulebook();
enforceRules(app, book);
setTimeout(() => app.exit(2), LIMIT);
app
  .whenReady()
  .then(run)
  .then(
    (told) => {
      process.stdout.write(`${JSON.stringify(told)}\n`);
      app.exit(0);
    },
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      app.exit(1);
    },
  );

async function run(): Promise<unknown> {
  const site = createServer((request, response) => {
    const { port } = site.address() as AddressInfo;
    const frame = `<iframe src="http://localhost:${String(port)}/frame"></iframe>`;
    response
      .setHeader('content-type', 'text/html')
      .end(`<!doctype html><title>x</title>${request.url === '/frame' ? '' : frame}`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const { port } = site.address() as AddressInfo;
  const entryUrl = `http://127.0.0.1:${String(port)}/`;
  const blocked = new Set<string>();
  const window = new BrowserWindow({ width: 800, height: 600 });
  const log = { info() {}, warn() {}, error() {} };
  const page = await openForeignView({
    entryUrl,
    partition: 'exam',
    mayNavigate: (url) => url.startsWith(entryUrl),
    dragOut: false,
    book,
    log,
    onState() {},
    onBlocked: (what) => blocked.add(what),
    onKept() {},
    onUnsaved() {},
    onQuestion: (question) => question && page.answer(question.id, false),
    onCrashed() {},
    onUnresponsive() {},
    onRecovered() {},
    onGone: () => blocked.add('gone'),
  });
  window.contentView.addChildView(page.view);
  page.view.setBounds({ x: 0, y: 0, width: 800, height: 600 });
  page.load();
  const { mainFrame } = page.view.webContents;
  const frame = await frameOf(page.view.webContents, `http://localhost:${String(port)}/frame`);
  const told: unknown = await frame.executeJavaScript(`(${tryFromFrame.toString()})()`);
  await wait(500);
  return {
    ownProcess: frame.processId !== mainFrame.processId,
    told,
    blocked: [...blocked].sort(),
    stays: page.view.webContents.getURL() === entryUrl,
  };
}

async function frameOf(contents: Electron.WebContents, url: string): Promise<WebFrameMain> {
  for (;;) {
    const frame = contents.mainFrame.framesInSubtree.find((each) => each.url === url);
    if (frame !== undefined) {
      const state: unknown = await frame.executeJavaScript('document.readyState');
      if (state === 'complete') return frame;
    }
    await wait(100);
  }
}
