import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ownFolder } from '../e2e/support/folders.ts';
import type { Attempt } from './support/attempt.ts';
import { Programs, readSelection, regainsFocus, run } from './support/programs.ts';
import { keepsPromise, recordOutcome } from './support/record.ts';
import { sampleOf } from './support/sample.ts';
import { Scene } from './support/scene.ts';
import { nothingGot, otherPrograms, type Try } from './support/tries.ts';

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

const { takeFocus, forbidden, onExam, managed, endChildren, ...others } = otherPrograms({
  programs,
  folder: () => folder.path,
  mainPid: () => scene.sitting.candidate.app.application.process().pid ?? 0,
});

const thief =
  (...more: readonly string[][]): Try =>
  async () => {
    await takeFocus(...more);
    return !(await regainsFocus(scene));
  };

type Row = readonly [
  id: string,
  words: string,
  attempt: Try,
  promise?: Attempt['promise'],
  why?: string,
];

const rows: readonly Row[] = [
  ['focus', 'takes the focus', thief(), 'detected'],
  ['focus-above', 'takes the focus and stays above', thief(['-b', 'add,above']), 'detected'],
  [
    'focus-fullscreen',
    'takes the focus in full screen',
    thief(['-b', 'add,fullscreen']),
    'detected',
  ],
  ['minimise', 'minimises the exam', onExam('windowminimize'), 'detected'],
  ['unmap', 'hides the exam’s window', onExam('windowunmap'), 'detected'],
  ['lower', 'puts the exam behind all others', managed('-b', 'add,below'), 'detected'],
  ['close', 'closes the exam', nothingGot(() => run('wmctrl', ['-x', '-c', 'invigil']))],
  [
    'leave-fullscreen',
    'takes the exam out of full screen',
    managed('-b', 'remove,fullscreen'),
    'detected',
  ],
  ['shade', 'rolls the exam up', managed('-b', 'add,shaded'), 'detected'],
  ['not-above', 'takes the exam’s place above others', managed('-b', 'remove,above'), 'detected'],
  ['overlay', 'lays a window without a frame over the exam', others.overlay, 'detected'],
  ['resize', 'makes the exam small', onExam('windowsize', '400', '300'), 'detected'],
  ['move', 'moves the exam aside', onExam('windowmove', '600', '400'), 'detected'],
  ['other-desktop', 'goes to another desktop', others.otherDesktop, 'detected'],
  ['to-other-desktop', 'sends the exam to another desktop', managed('-t', '1'), 'detected'],
  ['forbidden', 'is on the forbidden list', forbidden('anydesk'), 'detected'],
  ['forbidden-recorder', 'is a recorder on the forbidden list', forbidden('obs'), 'detected'],
  ['stop-continue', 'stops the app for some seconds', others.stopAndContinue, 'detected'],
  // Last: a network process that was killed keeps what is to be told waiting for a while.
  ['kill-page', 'ends the process of the exam’s page', endChildren('--type=renderer'), 'detected'],
  ['kill-gpu', 'ends the graphics process', endChildren('--type=gpu-process'), 'detected'],
  [
    'kill-network',
    'ends the network process',
    endChildren('network.mojom.NetworkService'),
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

it('nobody is told of anything while nobody does anything', async () => {
  const { mark } = scene;
  // Each guard looks at least once meanwhile, but for those that are told when to look.
  await wait(12_000);
  expect(scene.incidentsSince(mark)).toEqual([]);
});

it.each(sampleOf(attempts, 3))('$id: $words', async ({ attempt, ...row }) => {
  const judged = await scene.outcomeOf(attempt, () => programs.endAll(), row.promise);
  const isLimit = row.promise === 'OS limit' && ['blocked', 'allowed by level'].includes(judged);
  const outcome = isLimit ? 'OS limit' : judged;
  recordOutcome(row, outcome);
  expect(keepsPromise(row, outcome), `${outcome} ${scene.detail}`).toBe(true);
});
