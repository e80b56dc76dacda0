import { EventEmitter } from 'node:events';

const NORMAL = { x: 340, y: 200, width: 600, height: 400 };

/** A page that takes keys: what `press` gives back is whether the key was kept from it. */
export class FakePage extends EventEmitter {
  destroyed = false;

  isDestroyed(): boolean {
    return this.destroyed;
  }

  press(
    key: string,
    held: Partial<Record<'control' | 'alt' | 'shift' | 'meta', boolean>> = {},
    more: object = {},
  ): boolean {
    let prevented = false;
    const event = {
      preventDefault: () => {
        prevented = true;
      },
    };
    const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
    const plain = { control: false, alt: false, shift: false, meta: false };
    const input = { type: 'keyDown', key, code, isComposing: false, isAutoRepeat: false };
    this.emit('before-input-event', event, { ...input, ...plain, ...held, ...more });
    return prevented;
  }
}

/** A window that a desktop obeys: every state is what it was last told, and each change is its event. */
export class FakeWindow extends EventEmitter {
  readonly webContents = new FakePage();
  readonly did: string[] = [];
  /** What the desktop makes of kiosk; a desktop without a window manager leaves the window as it is. */
  kioskBounds: typeof NORMAL | undefined = { x: 0, y: 0, width: 1280, height: 800 };
  bounds = NORMAL;
  kiosk = false;
  maximised = false;
  minimised = false;
  fullScreen = false;
  alwaysOnTop = false;
  minimisable = true;
  movable = true;
  onAllWorkspaces = false;
  contentProtected = false;
  destroyed = false;

  isDestroyed = () => this.destroyed;
  isMaximized = () => this.maximised;
  isMinimized = () => this.minimised;
  isFullScreen = () => this.fullScreen;
  isAlwaysOnTop = () => this.alwaysOnTop;
  isMinimizable = () => this.minimisable;
  isMovable = () => this.movable;
  getBounds = () => this.bounds;
  getNormalBounds = () => (this.kiosk ? NORMAL : this.bounds);
  setMinimizable = (value: boolean) => void (this.minimisable = value);
  setMovable = (value: boolean) => void (this.movable = value);
  setAlwaysOnTop = (value: boolean) => void (this.alwaysOnTop = value);
  setVisibleOnAllWorkspaces = (value: boolean) => void (this.onAllWorkspaces = value);
  isVisibleOnAllWorkspaces = () => this.onAllWorkspaces;
  setContentProtection = (value: boolean) => void (this.contentProtected = value);
  setBounds = (bounds: typeof NORMAL) => void (this.bounds = bounds);
  hide = () => void this.did.push('hide');
  show = () => void this.did.push('show');
  moveTop = () => void this.did.push('moveTop');
  focus = () => void this.did.push('focus');

  maximize(): void {
    this.maximised = true;
    this.emit('maximize');
  }

  unmaximize(): void {
    this.maximised = false;
    this.emit('unmaximize');
  }

  minimize(): void {
    this.minimised = true;
    this.emit('minimize');
  }

  restore(): void {
    this.minimised = false;
    this.emit('restore');
  }

  setFullScreen(value: boolean): void {
    this.fullScreen = value;
    this.emit(value ? 'enter-full-screen' : 'leave-full-screen');
  }

  setKiosk(value: boolean): void {
    if (value === this.kiosk) return;
    this.kiosk = value;
    if (value) this.bounds = this.kioskBounds ?? this.bounds;
    this.setFullScreen(value);
  }

  /** Presses the close button. Gives whether the window was kept. */
  close(): boolean {
    let prevented = false;
    this.emit('close', {
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }
}
