import type { WebContents } from 'electron';

/**
 * The LMS covers each attempt page until its window hears that proctoring runs, and after 15 seconds
 * goes back to its start form. One of the public plugins listens from shortly after DOMContentLoaded
 * (15–45 ms), the other from the head; and `load` may come late where a page asks third parties for
 * things that never come. So it is said again and again, early and after `load`; hearing it twice
 * changes nothing. Milliseconds after each event.
 */
const AFTER_DOM_READY = [0, 100, 1_000, 3_000, 7_000, 12_000] as const;
const AFTER_LOAD = [0, 100, 1_000] as const;

type ProvenPage = Pick<WebContents, 'on' | 'getURL' | 'executeJavaScript' | 'isDestroyed'>;

interface Deps {
  readonly message: string;
  /** Only pages of the exam are told. */
  readonly mayNavigate: (url: string) => boolean;
}

/** Tells each page of the exam, when it has loaded, that proctoring runs. */
export function proveProctoring(page: ProvenPage, { message, mayNavigate }: Deps): void {
  let timers: NodeJS.Timeout[] = [];
  const say = (): void => {
    const url = page.isDestroyed() ? '' : page.getURL();
    if (!mayNavigate(url)) return;
    page.executeJavaScript(postMessageTo(message, new URL(url).origin)).catch(() => {
      // The page has gone on meanwhile; the next one is told by its own events.
    });
  };
  const sayAfter = (waits: readonly number[]): void => {
    timers.push(...waits.map((wait) => setTimeout(say, wait)));
  };
  page.on('did-navigate', () => {
    timers.forEach((timer) => clearTimeout(timer));
    timers = [];
  });
  page.on('dom-ready', () => sayAfter(AFTER_DOM_READY));
  page.on('did-finish-load', () => sayAfter(AFTER_LOAD));
}

/** The target origin keeps the message from a page that has come in between. */
export function postMessageTo(message: string, origin: string): string {
  return `window.postMessage(${JSON.stringify(message)}, ${JSON.stringify(origin)}); undefined`;
}

/**
 * The entry address as the LMS's plugins expect it: told the origin from which the proof will come,
 * which is the page's own. Added to the text, so that no other character of the address changes.
 */
export function withClientOrigin(entryUrl: string): string {
  const [address = '', ...fragment] = entryUrl.split('#');
  const parameter = `examus-client-origin=${encodeURIComponent(new URL(entryUrl).origin)}`;
  const joined = `${address}${address.includes('?') ? '&' : '?'}${parameter}`;
  return [joined, ...fragment].join('#');
}
