import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startListener, type Listener } from './support/listener.ts';
import { reachExam, type Sitting } from './support/reachExam.ts';
import { tryNetwork } from './support/tryNetwork.ts';
import { openWorld, type World } from './support/world.ts';

/** Two busy cores. */
const SOON = { timeout: 10_000, interval: 100 };
const APP_PAGE = 'app://invigil/index.html';

let world: World;
let sitting: Sitting;
let outside: Listener;

const shell = () => sitting.candidate.app.page;
const inMain = () => sitting.candidate.app.application;

beforeAll(async () => {
  outside = await startListener();
  world = await openWorld();
  sitting = await reachExam(world);
}, 300_000);

afterAll(async () => {
  await sitting.candidate.app.kill();
  await world.close();
  await outside.close();
});

describe('our own page', () => {
  it('needed nothing up to the exam that its content policy turns away', () => {
    expect(sitting.candidate.app.faults).toEqual([]);
  });

  it('has the bridge, and nothing of Node or Electron', async () => {
    const seen = await shell().evaluate(() => {
      const names = ['require', 'module', 'process', 'Buffer', 'global', 'electron', 'ipcRenderer'];
      const bridge = Reflect.get(window, 'exam') as object;
      const ask = Reflect.get(bridge, 'ask') as unknown;
      const isReplaced = Reflect.set(bridge, 'ask', () => 'mine');
      return {
        there: names.filter((name) => name in window),
        bridge: Object.keys(bridge).sort(),
        isReplaced: isReplaced && Reflect.get(bridge, 'ask') !== ask,
      };
    });
    expect(seen).toEqual({ there: [], bridge: ['ask', 'listen'], isReplaced: false });
  });

  it('reaches no network by any of the ways a page has', async () => {
    const told = await shell().evaluate(tryNetwork, outside.url);
    expect(Object.entries(told).filter(([, how]) => how !== 'refused')).toEqual([]);
    expect(Object.keys(told)).toHaveLength(8);
    expect(outside.calls).toEqual([]);
  });

  it('would reach none even if its content policy were gone', async () => {
    const told = await inMain().evaluate(async ({ BrowserWindow }, url) => {
      const { session } = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      if (session === undefined) return 'no window';
      return session.fetch(url).then(
        ({ status }) => `answered ${String(status)}`,
        (error: unknown) => String(error),
      );
    }, outside.url);
    expect(told).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(outside.calls).toEqual([]);
  });

  it('reads no file, and of its own scheme only what was built', async () => {
    const addresses = [
      'file:///etc/passwd',
      'app://invigil/../../package.json',
      'app://invigil/%2e%2e/%2e%2e/package.json',
      'app://invigil/..%2f..%2fpackage.json',
      'app://invigil/..%5c..%5cpackage.json',
      'app://invigil//etc/passwd',
      'app://elsewhere/index.html',
      'app://invigil/',
    ];
    const told = await shell().evaluate(
      (all) =>
        Promise.all(
          all.map((address) =>
            fetch(address).then(
              async (answer) => (answer.ok ? (await answer.text()).slice(0, 40) : 'refused'),
              () => 'refused',
            ),
          ),
        ),
      addresses,
    );
    expect(told).toEqual(addresses.map(() => 'refused'));
  });

  it('runs no script but its own files', async () => {
    await shell().evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.__ran = "inline"';
      document.head.append(script);
      const element = document.createElement('div');
      element.innerHTML = '<img src="x" onerror="window.__ran = \'attribute\'">';
      document.body.append(element);
      // Words given to a timer are run as a script, where a page may.
      Reflect.apply(setTimeout, window, ['window.__ran = "words"', 0]);
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await shell().evaluate(() => Reflect.get(window, '__ran') as unknown)).toBeUndefined();
    const worker = await shell().evaluate(
      () =>
        new Promise((resolve) => {
          try {
            const url = URL.createObjectURL(new Blob(['postMessage(1)']));
            const started = new Worker(url);
            started.onmessage = () => resolve('ran');
            started.onerror = () => resolve('refused');
          } catch {
            resolve('refused');
          }
        }),
    );
    expect(worker).toBe('refused');
  });

  it('goes nowhere, and opens nothing', async () => {
    const before = await inMain().evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map(({ id }) => id)
        .sort(),
    );
    await shell().evaluate((url) => {
      for (const address of [
        `${url}/left`,
        'file:///etc/passwd',
        'app://invigil/other.html',
        'invigil://start',
      ]) {
        location.assign(address);
        window.open(address);
        const link = document.createElement('a');
        link.href = address;
        link.target = '_blank';
        link.click();
        const form = document.createElement('form');
        form.action = address;
        document.body.append(form);
        form.submit();
      }
    }, outside.url);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(shell().url()).toBe(APP_PAGE);
    const after = await inMain().evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map(({ id }) => id)
        .sort(),
    );
    expect(after).toEqual(before);
    expect(outside.calls).toEqual([]);
  });

  it('uses neither camera nor anything else in the exam, and knows cameras and microphones by name alone', async () => {
    const told = await shell().evaluate(async () => {
      const name = (asked: () => Promise<unknown>): Promise<string> =>
        asked().then(
          () => 'given',
          (error: unknown) => (error instanceof Error ? 'refused' : String(error)),
        );
      const states = await Promise.all(
        // Those of camera and microphone are granted, or they had no names; the use is refused below.
        ['geolocation', 'clipboard-read', 'midi'].map(async (permission) => {
          const asked = { name: permission as PermissionName };
          return `${permission} ${(await navigator.permissions.query(asked)).state}`;
        }),
      );
      return [
        await name(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
        await name(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
        await name(() => navigator.clipboard.readText()),
        await Notification.requestPermission(),
        ...states.filter((state) => !/ (denied|prompt)$/.test(state)),
      ];
    });
    expect(told).toEqual(['refused', 'refused', 'refused', 'denied']);
  });
});

describe('the bridge', () => {
  const refusal = (name: string, input: unknown): Promise<string> =>
    shell().evaluate(
      async ([asked, given]) => {
        const bridge = Reflect.get(window, 'exam') as {
          ask: (name: unknown, input: unknown) => Promise<unknown>;
        };
        return bridge.ask(asked, given).then(
          () => 'answered',
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
      },
      [name, input],
    );

  it.each([
    ['ELECTRON_BROWSER_REQUIRE', 'fs'],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['journey.changed', undefined],
  ])('knows no request %s', async (name, input) => {
    expect(await refusal(name, input)).toContain('No such request');
  });

  it.each([
    ['link.open', { length: 3 }, 'link.open: wrong input'],
    ['link.open', 'x'.repeat(4001), 'link.open: wrong input'],
    ['checks.run', 'everything', 'checks.run: wrong input'],
    ['page.place', { x: 0, y: 0, width: 'wide', height: 1 }, 'width'],
    ['setup.photo', { kind: 'face', jpeg: 'not bytes', overridden: [] }, 'jpeg'],
    ['page.answer', { id: '../../etc', yes: true }, 'id'],
  ])('refuses %s with a wrong input, and says what is wrong', async (name, input, words) => {
    expect(await refusal(name, input)).toContain(words);
  });

  it('answers our own window alone, not another one with the same page and preload', async () => {
    const told = await inMain().evaluate(async ({ app, BrowserWindow }, url) => {
      const ours = BrowserWindow.getAllWindows()[0]?.webContents;
      if (ours === undefined) return 'no window';
      const preload = `${app.getAppPath()}/out/preload/preload.cjs`;
      const forged = new BrowserWindow({
        show: false,
        webPreferences: { preload, session: ours.session, sandbox: true, contextIsolation: true },
      });
      await forged.loadURL(url);
      const answer: unknown = await forged.webContents.executeJavaScript(
        "window.exam.ask('app.state').then(() => 'answered', (error) => error.message)",
      );
      forged.destroy();
      return answer;
    }, APP_PAGE);
    expect(told).toBe('refused: app.state');
  });
});

describe('every page of the app', () => {
  it('runs in the sandbox, apart from Node, and only ours has the bridge', async () => {
    const pages = await inMain().evaluate(({ webContents }) => {
      const told = webContents.getAllWebContents().map(async (each) => {
        const page = each as unknown as {
          getURL(): string;
          getLastWebPreferences(): Record<string, unknown>;
        };
        const set = page.getLastWebPreferences();
        return {
          scheme: page.getURL().split(':')[0],
          sandbox: set['sandbox'],
          contextIsolation: set['contextIsolation'],
          nodeIntegration: set['nodeIntegration'] === true,
          inWorkers: set['nodeIntegrationInWorker'] === true,
          inFrames: set['nodeIntegrationInSubFrames'] === true,
          webviewTag: set['webviewTag'] === true,
          webSecurity: set['webSecurity'] !== false,
          insecureContent: set['allowRunningInsecureContent'] === true,
          bridge: (await each.executeJavaScript('typeof window.exam')) as unknown,
        };
      });
      return Promise.all(told);
    });
    const safe = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      inWorkers: false,
      inFrames: false,
      webviewTag: false,
      webSecurity: true,
      insecureContent: false,
    };
    expect(pages.sort((a, b) => String(a.scheme).localeCompare(String(b.scheme)))).toEqual([
      { scheme: 'app', ...safe, bridge: 'object' },
      { scheme: 'http', ...safe, bridge: 'undefined' },
    ]);
  });

  it('stands after all of this where it stood', async () => {
    await expect
      .poll(
        () =>
          shell()
            .getByRole('button', { name: sitting.candidate.text('exam.finish') })
            .isVisible(),
        SOON,
      )
      .toBe(true);
    expect(sitting.exam.url()).toContain(world.lms.url);
  });
});
