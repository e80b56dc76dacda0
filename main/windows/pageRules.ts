import type { Session, WebContents } from 'electron';

/** What the rules of a page turned away. */
export type Blocked = 'navigation' | 'window' | 'download' | 'permission' | 'print';

/** What one page may do; everything else is denied. */
export interface PageRules {
  /** Whether the main frame may go there. */
  readonly mayNavigate: (url: string) => boolean;
  /** The page asks for another window. Whatever this does, none opens. */
  readonly onWindowWanted?: (wanted: WantedWindow) => void;
  readonly onBlocked?: (what: Blocked, url: string) => void;
  /** Whether this permission is given now; absent gives none. */
  readonly mayUse?: (permission: string, details: PermissionDetails) => boolean;
  /** Whether it may learn what there is of this (names of cameras), without using it. */
  readonly mayKnow?: (permission: string, details: PermissionDetails) => boolean;
  readonly devTools: boolean;
}

export interface WantedWindow {
  readonly url: string;
  readonly postBody?: Electron.PostBody;
}

export interface PermissionDetails {
  readonly isMainFrame: boolean;
  readonly requestingUrl: string;
  readonly mediaTypes: readonly string[];
}

/** The rules of every page of the app, by its web contents. A page without any may do nothing. */
export class PageRulebook {
  readonly #rules = new WeakMap<WebContents, PageRules>();

  /** To be called before the page loads anything. */
  set(contents: WebContents, rules: PageRules): void {
    this.#rules.set(contents, rules);
  }

  of(contents: WebContents | null | undefined): PageRules | undefined {
    return contents === null || contents === undefined ? undefined : this.#rules.get(contents);
  }
}

/**
 * Denies every permission of a session but what a page's own rules give at that moment; Electron gives
 * all of them unasked. Nothing is downloaded.
 */
export function guardSession(session: Session, book: PageRulebook): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const rules = book.of(contents);
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { isMainFrame, requestingUrl } = details;
    const given = rules?.mayUse?.(permission, { isMainFrame, requestingUrl, mediaTypes }) ?? false;
    if (!given) rules?.onBlocked?.('permission', requestingUrl);
    answer(given);
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    const requestingUrl = details.requestingUrl ?? requestingOrigin;
    const { isMainFrame } = details;
    const rules = book.of(contents);
    const asked = { isMainFrame, requestingUrl, mediaTypes };
    const mayUse = rules?.mayUse?.(permission, asked) ?? false;
    return mayUse || (rules?.mayKnow?.(permission, asked) ?? false);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item, contents) => {
    event.preventDefault();
    book.of(contents)?.onBlocked?.('download', item.getURL());
  });
}
