import { EventEmitter } from 'node:events';

let lastId = 0;

/** A page that loads nothing: it keeps what it was asked, in order. */
export class WebContents extends EventEmitter {
  readonly id = (lastId += 1);
  readonly loaded: string[] = [];
  readonly sent: { channel: string; parameters: unknown[] }[] = [];
  readonly mainFrame = { url: '' };
  openHandler: ((details: { url: string }) => unknown) | undefined;

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.mainFrame.url = url;
    return Promise.resolve();
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.sent.push({ channel, parameters });
  }

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.openHandler = handler;
  }

  isDestroyed(): boolean {
    return false;
  }
}

/** A page to be put into a window, as Electron's view of the same name. */
export class WebContentsView {
  readonly webContents = new WebContents();
  bounds: unknown;

  constructor(readonly options: unknown = {}) {}

  setBounds(bounds: unknown): void {
    this.bounds = bounds;
  }
}

/** A window without a screen: its state is what it was last told. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly views: unknown[] = [];
  readonly contentView = {
    addChildView: (view: unknown): void => {
      this.views.push(view);
    },
    removeChildView: (view: unknown): void => {
      this.views.splice(this.views.indexOf(view), 1);
    },
  };
  kiosk = false;
  alwaysOnTop = false;
  focused = false;

  constructor(readonly options: unknown = {}) {
    super();
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  setKiosk(kiosk: boolean): void {
    this.kiosk = kiosk;
  }

  setAlwaysOnTop(alwaysOnTop: boolean): void {
    this.alwaysOnTop = alwaysOnTop;
  }

  isFocused(): boolean {
    return this.focused;
  }

  focus(): void {
    this.focused = true;
    this.emit('focus');
  }

  blur(): void {
    this.focused = false;
    this.emit('blur');
  }

  isDestroyed(): boolean {
    return false;
  }
}
