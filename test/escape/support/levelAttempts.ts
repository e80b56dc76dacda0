import type { Attempt, HeldLevel } from './attempt.ts';
import { KEY_ATTEMPTS, type KeyAttempt } from './keyAttempts.ts';
import { examWindow, readSelection, run } from './programs.ts';
import { nothingGot, type OtherPrograms, type Try } from './tries.ts';

export type LowerLevel = Exclude<HeldLevel, 'high'>;
export const LOWER_LEVELS = ['basic', 'medium'] as const satisfies readonly LowerLevel[];

/** Keys of the system, not of a browser: below high they are the candidate's, those that switch at medium not. */
const SYSTEM_KEY =
  /^(super\+|ctrl\+alt\+|alt\+(Tab|shift\+Tab|Escape|space|F2|F4)$|Print|alt\+Print)/;
const SWITCHING_KEY = /^(alt\+(shift\+)?Tab|super\+Tab|alt\+Escape)$/;

const SYSTEM_KEYS_GIVEN = 'the level leaves the system its own keys; what takes the focus is told';

/** The keys of `keyAttempts.ts`, as a lower level promises to hold them. */
export function keyAttemptsAt(level: LowerLevel): readonly KeyAttempt[] {
  return KEY_ATTEMPTS.map(({ why: _atHigh, ...attempt }) => {
    if (!SYSTEM_KEY.test(attempt.id)) return { ...attempt, level };
    const kept = { ...attempt, level, isKeptFromPage: false };
    if (level === 'medium' && SWITCHING_KEY.test(attempt.id))
      return { ...kept, promise: 'detected' };
    return { ...kept, promise: 'allowed by level', why: SYSTEM_KEYS_GIVEN };
  });
}

export interface LevelAttempt extends Attempt {
  readonly attempt: Try;
}

const OWN_WINDOW = 'the window is the candidate’s to place';
const LIES_OVER = 'what lies over the exam without taking the focus is looked for at high';

const place = async (): Promise<string> =>
  (await run('xdotool', ['getwindowgeometry', await examWindow()])).stdout;

/** Got what it was after when the exam's window lies elsewhere or has another size. */
const moves =
  (attempt: Try): Try =>
  async () => {
    const before = await place();
    await attempt();
    return (await place()) !== before;
  };

/** Got what it was after when a window is still where the terminal was put, which gives itself no name. */
const stays =
  (attempt: Try): Try =>
  async () => {
    await attempt();
    return (await run('xwininfo', ['-root', '-tree'])).stdout.includes('  +200+200\n');
  };

/** What is marked and copied outside before the exam begins. */
export const COPIED_BEFORE = 'notes of mine';

/**
 * What another program, or the candidate's own hand on the window, comes to below high.
 * @param typed what stands in the exam's first answer
 */
export function programAttemptsAt(
  level: LowerLevel,
  { takeFocus, ...others }: OtherPrograms,
  typed: () => Promise<string>,
): readonly LevelAttempt[] {
  const row = (
    id: string,
    words: string,
    promise: Attempt['promise'],
    attempt: Try,
    why?: string,
  ): LevelAttempt => ({
    ...{ id, group: 'other program', words, level, promise, attempt },
    ...(why === undefined ? {} : { why }),
  });
  const copying =
    level === 'basic'
      ? ([
          'allowed by level',
          'the clipboard is emptied at the start and given back at the end',
        ] as const)
      : ([
          'OS limit',
          'every X11 program may ask whoever has the clipboard; it is emptied when the focus goes',
        ] as const);
  return [
    row(
      'focus',
      'takes the focus',
      'detected',
      nothingGot(() => takeFocus()),
    ),
    row(
      'focus-fullscreen',
      'takes the focus in full screen',
      'detected',
      nothingGot(() => takeFocus(['-b', 'add,fullscreen'])),
    ),
    row('minimise', 'minimises the exam', 'detected', others.onExam('windowminimize')),
    row(
      'close',
      'closes the exam',
      'blocked',
      nothingGot(() => run('wmctrl', ['-x', '-c', 'invigil'])),
    ),
    row(
      'resize',
      'makes the exam small',
      'allowed by level',
      moves(others.onExam('windowsize', '800', '600')),
      OWN_WINDOW,
    ),
    row(
      'move',
      'moves the exam aside',
      'allowed by level',
      moves(others.onExam('windowmove', '60', '40')),
      OWN_WINDOW,
    ),
    row(
      'overlay',
      'lays a window without a frame over the exam',
      'allowed by level',
      stays(others.overlay),
      LIES_OVER,
    ),
    row('other-desktop', 'goes to another desktop', 'detected', others.otherDesktop),
    row('forbidden', 'is on the forbidden list', 'detected', others.forbidden('anydesk')),
    row(
      'forbidden-recorder',
      'is a recorder on the forbidden list',
      'detected',
      others.forbidden('obs'),
    ),
    row(
      'kill-page',
      'ends the process of the exam’s page',
      'detected',
      others.endChildren('--type=renderer'),
    ),
    row(
      'kill-gpu',
      'ends the graphics process',
      'detected',
      others.endChildren('--type=gpu-process'),
    ),
    row(
      'kill-network',
      'ends the network process',
      'detected',
      others.endChildren('network.mojom.NetworkService'),
    ),
    row('stop-continue', 'stops the app for some seconds', 'detected', others.stopAndContinue),
    row('paste-before', 'pastes what was copied before the exam', 'blocked', async () => {
      await run('xdotool', ['key', 'ctrl+v']);
      return (await typed()).includes(COPIED_BEFORE);
    }),
    row(
      'read-clipboard',
      'reads what was copied in the exam',
      copying[0],
      async () => {
        await run('xdotool', ['key', 'ctrl+a', 'ctrl+c']);
        return (await readSelection('clipboard')).includes(await typed());
      },
      copying[1],
    ),
  ];
}
