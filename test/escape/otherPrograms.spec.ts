import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ownFolder } from '../e2e/support/folders.ts';
import type { Attempt } from './support/attempt.ts';
import {
  childrenOfKind,
  examWindow,
  Programs,
  readSelection,
  regainsFocus,
  run,
} from './support/programs.ts';
import { keepsPromise, recordOutcome } from './support/record.ts';
import { sampleOf } from './support/sample.ts';
import { Scene } from './support/scene.ts';

let scene: Scene;
let folder: Awaited<ReturnType<typeof ownFolder>>;
const programs = new Programs();

beforeAll(async () => {
  folder = await ownFolder('escape');
  scene = await Scene.open('high');
}, 300_000);
beforeEach(() => scene.focusExam());
afterEach(() => programs.endAll());
afterAll(async () => {
  await scene.close();
  await folder.remove();
});

const mainPid = (): number => scene.sitting.candidate.app.application.process().pid ?? 0;

/** @returns true when the attempt got what it was after */
type Try = () => Promise<boolean | undefined>;

const nothingGot: (done: () => Promise<unknown>) => Try = (done) => async () => {
  await done();
  return undefined;
};

/** A terminal that takes the focus, and then more. */
async function thief(...more: readonly string[][]): Promise<boolean> {
  programs.start('xterm', '-T', 'thief', '-e', 'sleep', '60');
  await run('xdotool', ['search', '--sync', '--name', '^thief$', 'windowactivate']);
  // The manager's list follows the display by a moment.
  await wait(200);
  for (const args of more) await run('wmctrl', ['-r', 'thief', ...args]);
  return !(await regainsFocus(scene));
}

const forbidden = (name: string): Try =>
  nothingGot(async () => {
    const program = path.join(folder.path, name);
    await copyFile('/bin/sleep', program);
    programs.start(program, '60');
    await wait(4_000);
  });

const onExam = (...args: string[]): Try =>
  nothingGot(async () => run('xdotool', [...args, await examWindow()]));

const managed = (...args: string[]): Try =>
  nothingGot(() => run('wmctrl', ['-x', '-r', 'invigil', ...args]));

const endChildren = (kind: string): Try =>
  nothingGot(async () => {
    for (const pid of await childrenOfKind(mainPid(), kind)) process.kill(pid, 'SIGKILL');
    await wait(3_000);
  });

type Row = readonly [
  id: string,
  words: string,
  attempt: Try,
  promise?: Attempt['promise'],
  why?: string,
];

const rows: readonly Row[] = [
  ['focus', 'takes the focus', () => thief(), 'detected'],
  ['focus-above', 'takes the focus and stays above', () => thief(['-b', 'add,above']), 'detected'],
  [
    'focus-fullscreen',
    'takes the focus in full screen',
    () => thief(['-b', 'add,fullscreen']),
    'detected',
  ],
  ['minimise', 'minimises the exam', onExam('windowminimize'), 'detected'],
  ['unmap', 'hides the exam’s window', onExam('windowunmap'), 'detected'],
  [
    'lower',
    'puts the exam behind all others',
    nothingGot(() => run('wmctrl', ['-x', '-r', 'invigil', '-b', 'add,below'])),
    'detected',
  ],
  ['close', 'closes the exam', nothingGot(() => run('wmctrl', ['-x', '-c', 'invigil']))],
  [
    'leave-fullscreen',
    'takes the exam out of full screen',
    managed('-b', 'remove,fullscreen'),
    'detected',
  ],
  ['shade', 'rolls the exam up', managed('-b', 'add,shaded'), 'detected'],
  ['not-above', 'takes the exam’s place above others', managed('-b', 'remove,above'), 'detected'],
  [
    'overlay',
    'lays a window without a frame over the exam',
    nothingGot(async () => {
      programs.start(
        'xterm',
        '-xrm',
        '*overrideRedirect: true',
        '-geometry',
        '60x20+200+200',
        '-e',
        'sleep',
        '60',
      );
      await wait(6_000);
    }),
    'detected',
  ],
  [
    'resize',
    'makes the exam small',
    nothingGot(async () => run('xdotool', ['windowsize', await examWindow(), '400', '300'])),
    'detected',
  ],
  [
    'move',
    'moves the exam aside',
    nothingGot(async () => run('xdotool', ['windowmove', await examWindow(), '600', '400'])),
    'detected',
  ],
  [
    'other-desktop',
    'goes to another desktop',
    nothingGot(async () => {
      await run('wmctrl', ['-n', '2']);
      await run('wmctrl', ['-s', '1']);
      await wait(1_000);
    }),
    'detected',
  ],
  ['to-other-desktop', 'sends the exam to another desktop', managed('-t', '1'), 'detected'],
  ['forbidden', 'is on the forbidden list', forbidden('anydesk'), 'detected'],
  ['forbidden-recorder', 'is a recorder on the forbidden list', forbidden('obs'), 'detected'],
  ['kill-page', 'ends the process of the exam’s page', endChildren('--type=renderer'), 'detected'],
  ['kill-gpu', 'ends the graphics process', endChildren('--type=gpu-process'), 'detected'],
  [
    'kill-network',
    'ends the network process',
    endChildren('network.mojom.NetworkService'),
    'detected',
  ],
  [
    'stop-continue',
    'stops the app for some seconds',
    nothingGot(async () => {
      process.kill(mainPid(), 'SIGSTOP');
      await wait(8_000);
      process.kill(mainPid(), 'SIGCONT');
      await wait(2_000);
    }),
    'detected',
  ],
];

const limits: readonly Row[] = [
  [
    'read-clipboard',
    'reads what was copied in the exam',
    async () => {
      await run('xdotool', ['key', 'ctrl+c']);
      await readSelection('clipboard');
      return undefined;
    },
    'OS limit',
    'every X11 program may ask whoever has the clipboard; it is emptied when the focus goes, and at the end',
  ],
  [
    'screenshot',
    'takes a picture of the screen',
    async () => {
      const file = path.join(folder.path, 'screen.png');
      await run('ffmpeg', [
        '-loglevel',
        'error',
        '-f',
        'x11grab',
        '-i',
        process.env['DISPLAY'] ?? '',
        '-frames:v',
        '1',
        file,
      ]);
      return undefined;
    },
    'OS limit',
    'every X11 program may read the screen; recorders on the list are found by their process',
  ],
  [
    'typed-keys',
    'types into the exam',
    async () => {
      await run('xdotool', ['key', 'shift']);
      return undefined;
    },
    'OS limit',
    'X11 does not tell typed keys from sent ones; on-screen keyboards send theirs the same way',
  ],
];

const attempts = [...rows, ...limits].map(
  ([id, words, attempt, promise = 'blocked', why]): Attempt & { readonly attempt: Try } => ({
    ...{ id, group: 'other program', words, level: 'high', promise, attempt },
    ...(why === undefined ? {} : { why }),
  }),
);

it.each(sampleOf(attempts, 12))('$id: $words', async ({ attempt, ...row }) => {
  const judged = await scene.outcomeOf(attempt, () => programs.endAll());
  const outcome = row.promise === 'OS limit' && judged === 'blocked' ? 'OS limit' : judged;
  recordOutcome(row, outcome);
  expect(keepsPromise(row, outcome), `${outcome} ${scene.detail}`).toBe(true);
});
