import type { BrowserWindow, WebContents, WebContentsView } from 'electron';
import type { Place } from '../../contract/channels.ts';

/** The one place in the window where a page of somebody else's may be seen. */
export interface ForeignPage {
  /** Puts a view there, in the stead of any other. */
  put(view: WebContentsView): void;
  take(view: WebContentsView): void;
  /** Where the screens leave room for it; null hides it. CSS pixels of our own page. */
  place(place: Place | null): void;
  /** Main's own word: without it the view is not seen wherever the screens would put it. */
  allow(allowed: boolean): void;
  contents(): WebContents | undefined;
}

export function foreignPage(window: BrowserWindow): ForeignPage {
  let view: WebContentsView | undefined;
  let where: Place | null = null;
  let isAllowed = false;
  const arrange = (): void => {
    if (view === undefined || window.isDestroyed()) return;
    const visible = isAllowed && where !== null;
    const hadFocus = view.webContents.isFocused();
    if (where !== null) view.setBounds(inWindow(where, window.webContents.getZoomFactor()));
    view.setVisible(visible);
    // The keyboard must not go on speaking to a page that is not seen.
    if (!visible && hadFocus) window.webContents.focus();
  };
  return {
    put(next) {
      if (view !== undefined) window.contentView.removeChildView(view);
      view = next;
      view.setVisible(false);
      window.contentView.addChildView(view);
      arrange();
    },
    take(gone) {
      if (view !== gone) return;
      view = undefined;
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
