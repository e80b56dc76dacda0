import { createServer } from 'node:https';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ownFolder } from '../e2e/support/folders.ts';
import type { Attempt } from './support/attempt.ts';
import { Programs, readSelection, run } from './support/programs.ts';
import { keepsPromise, recordOutcome } from './support/record.ts';
import { Scene } from './support/scene.ts';

let scene: Scene;
let folder: Awaited<ReturnType<typeof ownFolder>>;
const programs = new Programs();

beforeAll(async () => {
  folder = await ownFolder('escape');
  // Marked before the exam: the middle button would paste it into the first answer.
  programs.start('sh', '-c', 'printf "notes of mine" | xclip -selection primary');
  scene = await Scene.open('high');
}, 300_000);
beforeEach(() => scene.focusExam());
afterEach(() => programs.endAll());
afterAll(async () => {
  await scene.close();
  await folder.remove();
});

/** @returns true when the attempt got what it was after */
type Try = () => Promise<boolean | undefined>;

interface Row extends Attempt {
  readonly attempt: Try;
}

/** Clicks into the middle of the exam's window. */
async function click(button: string, ...held: string[]): Promise<void> {
  await run('xdotool', ['mousemove', '640', '420']);
  for (const key of held) await run('xdotool', ['keydown', key]);
  await run('xdotool', ['click', button]);
  for (const key of held) await run('xdotool', ['keyup', key]);
  await wait(300);
}

const typed = (): Promise<string> => scene.standing().then((standing) => standing.typed);

const pointer = (id: string, words: string, attempt: Try): Row => ({
  ...{ id, group: 'pointer', words, level: 'high', promise: 'blocked', attempt },
});
const network = (id: string, words: string, attempt: Try): Row => ({
  ...{ id, group: 'network', words, level: 'high', promise: 'blocked', attempt },
});

const rows: readonly Row[] = [
  pointer('context-menu', 'the right button’s menu', async () => {
    await click('3');
    return undefined;
  }),
  pointer(
    'middle-paste',
    'pastes by the middle button what was marked before the exam',
    async () => {
      const isThere = (await readSelection('primary')).includes('notes of mine');
      await click('2');
      return isThere || (await typed()).includes('notes');
    },
  ),
  pointer('shift-click', 'a new window by Shift and a click', async () => {
    await click('1', 'shift');
    return undefined;
  }),
  pointer('back-button', 'the mouse’s own button for the page before', async () => {
    await click('8');
    return undefined;
  }),
  pointer('forward-button', 'the mouse’s own button for the page after', async () => {
    await click('9');
    return undefined;
  }),
  pointer('hot-corners', 'the pointer in each corner of the screen', async () => {
    for (const [x, y] of ['0 0', '4000 0', '0 4000', '4000 4000'].map((at) => at.split(' ')))
      await run('xdotool', ['mousemove', x ?? '0', y ?? '0']);
    await wait(500);
    return undefined;
  }),
  network('captive-portal', 'a hotel’s page in the server’s place', async () => {
    const headers = { 'content-type': 'text/html' };
    scene.proxy.answerInstead({ status: 200, headers, body: '<h1>Welcome. Pay here.</h1>' });
    await wait(7_000);
    scene.proxy.answerInstead(undefined);
    return undefined;
  }),
  network(
    'server-redirect',
    'the server’s name leads elsewhere, the app’s token with it',
    async () => {
      const { landings } = scene.world.lms.state;
      const before = landings.length;
      const headers = { location: scene.world.lms.elsewhereUrl };
      scene.proxy.answerInstead({ status: 307, headers, body: '' });
      await wait(7_000);
      scene.proxy.answerInstead(undefined);
      return landings.length > before;
    },
  ),
  network('server-fault', 'the server answers nonsense as JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    scene.proxy.answerInstead({ status: 200, headers, body: '{"state":{"closed":true}}' });
    await wait(7_000);
    scene.proxy.answerInstead(undefined);
    return undefined;
  }),
  network('bad-certificate', 'a page behind a certificate that nobody trusts', async () => {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder.path, name));
    const made = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=127.0.0.1',
    ];
    execFileSync('openssl', [...made, '-keyout', key ?? '', '-out', cert ?? ''], {
      stdio: 'ignore',
    });
    let reached = false;
    const site = createServer(
      { key: readFileSync(key ?? ''), cert: readFileSync(cert ?? '') },
      (_request, response) => {
        reached = true;
        response.end('<h1>untrusted</h1>');
      },
    ).listen(0, '127.0.0.1');
    await new Promise((resolve) => site.once('listening', resolve));
    const url = `https://127.0.0.1:${String((site.address() as AddressInfo).port)}/`;
    await scene.exam.evaluate((src) => {
      document.body.append(
        Object.assign(document.createElement('iframe'), { src, id: 'untrusted' }),
      );
      void fetch(src, { mode: 'no-cors' }).catch(() => undefined);
    }, url);
    await wait(2_000);
    await scene.exam.evaluate(() => document.getElementById('untrusted')?.remove(), null);
    site.close();
    return reached;
  }),
  {
    ...network('forged-link', 'a second start with a link of somebody else’s server', async () => {
      const electron = process.env['INVIGIL_ELECTRON'] ?? '';
      const link = 'invigil://start?server=https%3A%2F%2Fevil.example&ticket=x';
      const options = { env: { ...process.env, INVIGIL_USER_DATA: scene.sitting.userData } };
      const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      await promisify(execFile)(electron, [...asRoot, '.', link], options).catch(() => undefined);
      await wait(1_000);
      return undefined;
    }),
    group: 'other program',
    promise: 'detected',
  },
];

it.each(rows)('$id: $words', async ({ attempt, ...row }) => {
  const outcome = await scene.outcomeOf(attempt, undefined, row.promise);
  recordOutcome(row, outcome);
  expect(keepsPromise(row, outcome), `${outcome} ${scene.detail}`).toBe(true);
});
