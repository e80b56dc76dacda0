import type { WebContents } from 'electron';
import type { Log } from '../system/log.ts';
import type { Blocked, WantedWindow } from './pageRules.ts';

interface Deps {
  readonly mayNavigate: (url: string) => boolean;
  readonly onBlocked: (what: Blocked, url: string) => void;
  readonly log: Log;
}

/** Whether the page holds anything that may have been filled in; an editor may be in a frame. */
const HOLDS_ANSWERS = `document.querySelector(
  'input:not([type=hidden]):not([type=submit]):not([type=button]), textarea, select, [contenteditable], iframe'
) !== null`;

/**
 * A quiz that opens its attempt in a window of its own, or a link with `target=_blank`: what the rules
 * allow is shown in place, so that nobody is stuck before a button that does nothing. A page that may
 * hold answers is not left for it; there the window is only blocked.
 */
export async function openInPlace(
  contents: Pick<WebContents, 'executeJavaScript' | 'getURL' | 'loadURL'>,
  { url, postBody }: WantedWindow,
  { mayNavigate, onBlocked, log }: Deps,
): Promise<void> {
  try {
    const isAllowed = mayNavigate(url);
    if (!isAllowed || (await contents.executeJavaScript(HOLDS_ANSWERS)) !== false) {
      onBlocked('window', url);
      return;
    }
    const post =
      postBody === undefined
        ? {}
        : { postData: postBody.data, extraHeaders: `content-type: ${contentTypeOf(postBody)}\n` };
    await contents.loadURL(url, { httpReferrer: contents.getURL(), ...post });
  } catch (error) {
    log.info(`not opened in place: ${String(error)}`);
  }
}

function contentTypeOf({ contentType, boundary }: Electron.PostBody): string {
  return boundary === undefined || boundary === ''
    ? contentType
    : `${contentType}; boundary=${boundary}`;
}
