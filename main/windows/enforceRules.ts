import type { App, WebContents } from 'electron';
import type { Blocked, PageRulebook } from './pageRules.ts';
import { offerZoom } from './zoom.ts';

/** A sub-frame may hold these beside http and https; they lead neither outside nor to the disk. */
const HARMLESS_IN_FRAMES: ReadonlySet<string> = new Set(['about:', 'blob:', 'data:']);

/**
 * Puts every page that the app ever makes under the rulebook.
 * @see https://www.electronjs.org/docs/latest/tutorial/security rules 12 to 14
 */
export function enforceRules(app: Pick<App, 'on'>, book: PageRulebook): void {
  app.on('web-contents-created', (_event, contents) => {
    enforce(contents, book);
    offerZoom(contents);
  });
}

function enforce(contents: WebContents, book: PageRulebook): void {
  const blocked = (what: Blocked, url: string): void => book.of(contents)?.onBlocked?.(what, url);
  const judge = (event: Electron.Event & { url: string; isMainFrame: boolean }): void => {
    const stays = event.isMainFrame
      ? book.of(contents)?.mayNavigate(event.url) === true
      : mayStandInFrame(event.url);
    if (stays) return;
    event.preventDefault();
    blocked('navigation', event.url);
  };
  // The main frame's start of a navigation is told by both of the first two.
  contents.on('will-navigate', (event) => judge(event));
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) judge(event);
  });
  contents.on('will-redirect', (event) => judge(event));
  contents.setWindowOpenHandler(({ url, postBody }) => {
    book.of(contents)?.onWindowWanted?.({ url, ...(postBody === undefined ? {} : { postBody }) });
    return { action: 'deny' };
  });
  // No page of ours embeds another browser: its options would be the page's to choose.
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (!isPrintKey(input)) return;
    event.preventDefault();
    if (input.type === 'keyDown') blocked('print', contents.getURL());
  });
  contents.on('devtools-opened', () => {
    if (book.of(contents)?.devTools !== true) contents.closeDevTools();
  });
}

/** Files and other programs' schemes stay out of reach of what a page embeds. */
function mayStandInFrame(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' || HARMLESS_IN_FRAMES.has(protocol);
}

function isPrintKey({ key, control, meta, alt }: Electron.Input): boolean {
  return (control || meta) && !alt && key.toLowerCase() === 'p';
}
