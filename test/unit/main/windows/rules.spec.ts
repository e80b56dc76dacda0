import { EventEmitter } from 'node:events';
import type { App, Session, WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CONTENT_POLICY } from '../../../../main/windows/contentPolicy.ts';
import { enforceRules } from '../../../../main/windows/enforceRules.ts';
import { inWindow } from '../../../../main/windows/foreignPage.ts';
import { menuTemplate } from '../../../../main/windows/menu.ts';
import { openInPlace } from '../../../../main/windows/openInPlace.ts';
import { guardSession, PageRulebook, type PageRules } from '../../../../main/windows/pageRules.ts';
import { zoomStep } from '../../../../main/windows/zoom.ts';
import { silentLog } from '../../../fakes/log.ts';

/** A page as the rules see it. */
class Page extends EventEmitter {
  openHandler: (wanted: object) => unknown = () => undefined;
  zoom = 1;
  setWindowOpenHandler(handler: (wanted: object) => unknown): void {
    this.openHandler = handler;
  }
  getURL(): string {
    return 'https://lms.example/quiz';
  }
  getZoomFactor(): number {
    return this.zoom;
  }
  setZoomFactor(zoom: number): void {
    this.zoom = zoom;
  }
  closeDevTools = vi.fn();
  asContents(): WebContents {
    return this as unknown as WebContents;
  }
}

const event = (wanted: object = {}) => ({ preventDefault: vi.fn(), ...wanted });

function make(rules?: Partial<PageRules>) {
  const app = new EventEmitter();
  const book = new PageRulebook();
  enforceRules(app as unknown as App, book);
  const page = new Page();
  app.emit('web-contents-created', {}, page);
  const blocked: string[] = [];
  if (rules !== undefined) {
    book.set(page.asContents(), {
      mayNavigate: (url) => url.startsWith('https://lms.example/'),
      onBlocked: (what, url) => void blocked.push(`${what} ${url}`),
      devTools: false,
      ...rules,
    });
  }
  return { page, book, blocked };
}

describe('a page of the app', () => {
  test.each(['will-navigate', 'will-redirect'])('%s only where its rules let it', (name) => {
    const { page, blocked } = make({});
    const inside = event({ url: 'https://lms.example/quiz', isMainFrame: true });
    const outside = event({ url: 'https://elsewhere.example/', isMainFrame: true });
    page.emit(name, inside);
    page.emit(name, outside);
    expect(inside.preventDefault).not.toHaveBeenCalled();
    expect(outside.preventDefault).toHaveBeenCalled();
    expect(blocked).toEqual(['navigation https://elsewhere.example/']);
  });

  test('without rules goes nowhere, opens nothing and may use nothing', () => {
    const { page } = make();
    const anywhere = event({ url: 'https://lms.example/', isMainFrame: true });
    page.emit('will-navigate', anywhere);
    expect(anywhere.preventDefault).toHaveBeenCalled();
    expect(page.openHandler({ url: 'https://lms.example/' })).toEqual({ action: 'deny' });
  });

  test('holds in frames what the web is, and neither files nor other programs', () => {
    const { page, blocked } = make({});
    const judged = (url: string): boolean => {
      const navigation = event({ url, isMainFrame: false });
      page.emit('will-frame-navigate', navigation);
      return navigation.preventDefault.mock.calls.length === 0;
    };
    for (const url of ['https://cdn.example/x', 'http://cdn.example/', 'about:blank', 'data:,x']) {
      expect(judged(url)).toBe(true);
    }
    for (const url of [
      'file:///etc/passwd',
      'invigil://open',
      'app://invigil/',
      'mailto:a@b.c',
      '',
    ]) {
      expect(judged(url)).toBe(false);
    }
    expect(blocked).toHaveLength(5);
  });

  test('never opens a window, whatever its rules do with the wish', () => {
    const onWindowWanted = vi.fn();
    const { page } = make({ onWindowWanted });
    expect(page.openHandler({ url: 'https://lms.example/' })).toEqual({ action: 'deny' });
    expect(onWindowWanted).toHaveBeenCalledWith({ url: 'https://lms.example/' });
  });

  test('embeds no webview, prints by no key and shows no developer tools', () => {
    const { page, blocked } = make({});
    const webview = event();
    page.emit('will-attach-webview', webview);
    expect(webview.preventDefault).toHaveBeenCalled();
    const key = event();
    page.emit('before-input-event', key, { type: 'keyDown', key: 'P', control: true, alt: false });
    expect(key.preventDefault).toHaveBeenCalled();
    expect(blocked).toEqual(['print https://lms.example/quiz']);
    page.emit('devtools-opened');
    expect(page.closeDevTools).toHaveBeenCalled();
  });

  test('can be made larger and smaller by key and wheel', () => {
    const { page } = make({});
    const press = (key: string): void =>
      void page.emit('before-input-event', event(), {
        type: 'keyDown',
        key,
        control: true,
        meta: false,
        alt: false,
      });
    for (let times = 0; times < 20; times += 1) press('+');
    expect(page.zoom).toBe(3);
    press('0');
    expect(page.zoom).toBe(1);
    page.emit('zoom-changed', {}, 'out');
    expect(page.zoom).toBe(0.9);
  });
});

describe('permissions', () => {
  /** Everything that Electron 45 can ask for, and a name that nobody knows yet. */
  const NAMES = [
    ...['ar', 'automatic-fullscreen', 'background-fetch', 'background-sync', 'clipboard-read'],
    ...['clipboard-sanitized-write', 'deprecated-sync-clipboard-read', 'display-capture'],
    ...['fileSystem', 'fullscreen', 'geolocation', 'hand-tracking', 'hid', 'idle-detection'],
    ...['keyboardLock', 'local-fonts', 'local-network-access', 'loopback-network', 'media'],
    ...['mediaKeySystem', 'midi', 'midiSysex', 'nfc', 'notifications', 'openExternal'],
    ...['payment-handler', 'persistent-storage', 'pointerLock', 'screen-wake-lock', 'sensors'],
    ...['serial', 'speaker-selection', 'storage-access', 'usb', 'vr', 'web-printing'],
    ...['window-management', 'unknown', 'of-the-next-version'],
  ];

  function session() {
    const handlers: Record<string, (...given: never[]) => unknown> = {};
    const fake = Object.assign(new EventEmitter(), {
      setPermissionRequestHandler: (handler: () => unknown) => (handlers['request'] = handler),
      setPermissionCheckHandler: (handler: () => unknown) => (handlers['check'] = handler),
      setDevicePermissionHandler: (handler: () => unknown) => (handlers['device'] = handler),
    });
    const book = new PageRulebook();
    guardSession(fake as unknown as Session, book);
    const ask = (page: Page, name: string, details: object): [boolean, boolean] => {
      let answered = true;
      const request = handlers['request'] as unknown as (...given: unknown[]) => void;
      request(page, name, (given: boolean) => (answered = given), details);
      const check = handlers['check'] as unknown as (...given: unknown[]) => boolean;
      return [answered, check(page, name, 'https://lms.example', details)];
    };
    return { fake, book, ask, handlers };
  }
  const details = { isMainFrame: true, requestingUrl: 'https://lms.example/quiz' };

  test.each(NAMES)('%s is denied to an exam page', (name) => {
    const { book, ask } = session();
    const page = new Page();
    const onBlocked = vi.fn();
    expect(ask(page, name, details)).toEqual([false, false]);
    book.set(page.asContents(), { mayNavigate: () => true, onBlocked, devTools: false });
    expect(ask(page, name, details)).toEqual([false, false]);
    expect(onBlocked).toHaveBeenCalledWith('permission', details.requestingUrl);
  });

  test('are given as far as a page’s own rules say, by name and by kind of device', () => {
    const { book, ask } = session();
    const page = new Page();
    book.set(page.asContents(), {
      mayNavigate: () => false,
      mayUse: (name, { mediaTypes }) => name === 'media' && mediaTypes.join() === 'video',
      devTools: false,
    });
    const video = { ...details, mediaTypes: ['video'], mediaType: 'video' };
    const audio = { ...details, mediaTypes: ['audio'], mediaType: 'audio' };
    expect(ask(page, 'media', video)).toEqual([true, true]);
    expect(ask(page, 'media', audio)).toEqual([false, false]);
  });

  test('may be known without being used', () => {
    const { book, ask } = session();
    const page = new Page();
    book.set(page.asContents(), {
      mayNavigate: () => false,
      mayKnow: (name) => name === 'media',
      devTools: false,
    });
    expect(ask(page, 'media', details)).toEqual([false, true]);
    expect(ask(page, 'geolocation', details)).toEqual([false, false]);
  });

  test('for devices are never given, and nothing is downloaded', () => {
    const { fake, book, handlers } = session();
    const device = handlers['device'] as unknown as () => boolean;
    expect(device()).toBe(false);
    const page = new Page();
    const onBlocked = vi.fn();
    book.set(page.asContents(), { mayNavigate: () => true, onBlocked, devTools: false });
    const download = event();
    fake.emit('will-download', download, { getURL: () => 'https://lms.example/a.txt' }, page);
    expect(download.preventDefault).toHaveBeenCalled();
    expect(onBlocked).toHaveBeenCalledWith('download', 'https://lms.example/a.txt');
  });
});

describe('a window that a page asks for', () => {
  const setUp = (holdsAnswers: boolean) => {
    const loaded: unknown[] = [];
    const blocked: string[] = [];
    const contents = {
      executeJavaScript: () => Promise.resolve(holdsAnswers),
      getURL: () => 'https://lms.example/view',
      loadURL: (...given: unknown[]) => Promise.resolve(void loaded.push(given)),
    };
    const open = (url: string, postBody?: object) =>
      openInPlace(
        contents,
        { url, ...(postBody === undefined ? {} : { postBody: postBody as Electron.PostBody }) },
        {
          mayNavigate: (address) => address.startsWith('https://lms.example/'),
          onBlocked: (what, address) => void blocked.push(`${what} ${address}`),
          log: silentLog,
        },
      );
    return { open, loaded, blocked };
  };

  test('is shown in place where the page holds nothing that could be lost', async () => {
    const { open, loaded, blocked } = setUp(false);
    await open('https://lms.example/attempt');
    const httpReferrer = 'https://lms.example/view';
    expect(loaded).toEqual([['https://lms.example/attempt', { httpReferrer }]]);
    expect(blocked).toEqual([]);
  });

  test('takes a form’s contents along', async () => {
    const { open, loaded } = setUp(false);
    const contentType = 'multipart/form-data';
    await open('https://lms.example/start', { contentType, boundary: 'b', data: [] });
    expect(loaded).toMatchObject([
      ['https://lms.example/start', { extraHeaders: `content-type: ${contentType}; boundary=b\n` }],
    ]);
  });

  test('is blocked where answers may stand, and anywhere outside the rules', async () => {
    const answering = setUp(true);
    await answering.open('https://lms.example/help');
    expect(answering.blocked).toEqual(['window https://lms.example/help']);
    const outside = setUp(false);
    await outside.open('https://elsewhere.example/');
    expect(outside.blocked).toEqual(['window https://elsewhere.example/']);
    expect(outside.loaded).toEqual([]);
  });
});

test('the content policy names no source but ourselves', () => {
  const sources = CONTENT_POLICY.split('; ').flatMap((line) => line.split(' ').slice(1));
  expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", 'blob:']));
  expect(CONTENT_POLICY).toContain("default-src 'none'");
});

test('there is no menu but macOS’s, which neither reloads, prints nor inspects', () => {
  expect(menuTemplate('win32')).toBeNull();
  expect(menuTemplate('linux')).toBeNull();
  const roles = JSON.stringify(menuTemplate('darwin'));
  for (const role of ['reload', 'toggleDevTools', 'print', 'close', 'newWindow']) {
    expect(roles.toLowerCase()).not.toContain(role.toLowerCase());
  }
});

test('a place on our page is a place in the window, at every zoom', () => {
  const place = { x: 10, y: 48, width: 600.4, height: 400 };
  expect(inWindow(place, 2)).toEqual({ x: 20, y: 96, width: 1201, height: 800 });
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 3, noNaN: true }), (zoom) => {
      const next = zoomStep(zoom, 1);
      expect(next).toBeGreaterThanOrEqual(zoom);
      expect(zoomStep(zoom, -1)).toBeLessThanOrEqual(zoom);
    }),
  );
});
