import type { BrowserWindow, Event, Input, WebContents, WebContentsView } from 'electron';
import type { Place } from '../../contract/channels.ts';

/** The one place in the window where a page of somebody else's may be seen. */
export interface ForeignPage {
  /** Puts a view there, in the stead of any other. */
  readonly put: (view: WebContentsView) => void;
  readonly take: (view: WebContentsView) => void;
  /** Where the screens leave room for it; null hides it. CSS pixels of our own page. */
  readonly place: (place: Place | null) => void;
  /** Main's own word: without it the view is not seen wherever the screens would put it. */
  readonly allow: (allowed: boolean) => void;
  readonly contents: () => WebContents | undefined;
}

export function foreignPage(window: BrowserWindow): ForeignPage {
  let isVisible = false;
  /** Whether the keyboard goes back to the page when it is seen again. */
  let wantsFocus = true;
  let view: WebContentsView | undefined;
  let where: Place | null = null;
  let isAllowed = false;
  const arrange = (): void => {
    if (view === undefined || window.isDestroyed()) return;
    if (where !== null) view.setBounds(inWindow(where, window.webContents.getZoomFactor()));
    const visible = isAllowed && where !== null;
    if (visible === isVisible) return;
    isVisible = visible;
    // The keyboard must not go on speaking to a page that is not seen.
    if (!visible) wantsFocus = view.webContents.isFocused();
    view.setVisible(visible);
    if (visible && wantsFocus) view.webContents.focus();
    else if (!visible && wantsFocus) window.webContents.focus();
  };
  // Tab stays within one page; this key leads from one to the other, as between panes elsewhere.
  const changePane = (to: () => WebContents | undefined) => (event: Event, input: Input) => {
    if (input.key !== 'F6' || input.type !== 'keyDown') return;
    event.preventDefault();
    to()?.focus();
  };
  const toShell = changePane(() => window.webContents);
  window.webContents.on(
    'before-input-event',
    changePane(() => (isVisible ? view?.webContents : undefined)),
  );
  return {
    put(next) {
      if (view !== undefined) window.contentView.removeChildView(view);
      view = next;
      isVisible = false;
      wantsFocus = true;
      view.setVisible(false);
      view.webContents.on('before-input-event', toShell);
      window.contentView.addChildView(view);
      arrange();
    },
    take(gone) {
      if (view !== gone) return;
      view = undefined;
      isVisible = false;
      if (!window.isDestroyed()) window.contentView.removeChildView(gone);
    },
    place(next) {
      where = next;
      arrange();
    },
    allow(allowed) {
      if (allowed === isAllowed) return;
      isAllowed = allowed;
      arrange();
    },
    contents: () =>
      view === undefined || view.webContents.isDestroyed() ? undefined : view.webContents,
  };
}

/** Our page's pixels grow with its zoom, the window's do not. */
export function inWindow(place: Place, zoom: number): Electron.Rectangle {
  return {
    x: Math.round(place.x * zoom),
    y: Math.round(place.y * zoom),
    width: Math.max(0, Math.round(place.width * zoom)),
    height: Math.max(0, Math.round(place.height * zoom)),
  };
}
