import { copyFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { JOURNAL_NAME } from '../../main/system/restoreJournal.ts';
import { startCutProxy, type CutProxy } from '../e2e/support/cutProxy.ts';
import { ExamFrame } from '../e2e/support/examFrame.ts';
import { ownFolder } from '../e2e/support/folders.ts';
import { reachExam, type Sitting } from '../e2e/support/reachExam.ts';
import { openWorld, type World } from '../e2e/support/world.ts';
import { HELD_LEVELS } from './support/attempt.ts';
import { Programs, readSelection } from './support/programs.ts';
import { sampleOf } from './support/sample.ts';

/** Milliseconds; design.md §3, "leaving". */
const GIVES_BACK_WITHIN = 5_000;
const COPIED_BEFORE = 'copied before the exam';

const programs = new Programs();
let world: World;
let lines: CutProxy[] = [];
let sitting: Sitting;
let folder: Awaited<ReturnType<typeof ownFolder>>;

/** What the exam may be like at the moment of leaving, always without network. */
const STATES: Readonly<Record<string, () => Promise<void>>> = {
  'an exam page at rest': () => Promise.resolve(),
  'an exam under a cover': async () => {
    const program = path.join(folder.path, 'anydesk');
    await copyFile('/bin/sleep', program);
    programs.start(program, '60');
    await wait(3_000);
  },
  'a page on its way': async () => {
    lines.forEach((line) => {
      line.cut('silent');
    });
    await examFrame().evaluate(() => {
      document.querySelector<HTMLElement>('[name="next"]')?.click();
    }, null);
    await wait(500);
  },
  'a page that hangs': async () => {
    await examFrame().evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    }, null);
    await wait(500);
  },
  'a page whose process ended': async () => {
    await sitting.candidate.app.application.evaluate(({ webContents }) => {
      const page = webContents.getAllWebContents().find((each) => each.getURL().startsWith('http'));
      page?.forcefullyCrashRenderer();
    });
    await wait(500);
  },
  'a question of the page': async () => {
    await examFrame().evaluate(() => {
      setTimeout(() => confirm('Sure?'));
    }, null);
    await wait(500);
  },
};

const examFrame = (): ExamFrame => new ExamFrame(sitting.candidate.app.application);

async function begin(level: string): Promise<void> {
  folder = await ownFolder('leave');
  programs.start('sh', '-c', `printf "${COPIED_BEFORE}" | xclip -selection clipboard`);
  lines = [
    await startCutProxy(() => world.server.url),
    await startCutProxy(() => world.lms.listenUrl),
  ];
  const [server, lms] = lines.map(({ url }) => url);
  world = await openWorld({ server: { publicUrl: server ?? '' }, lms: { publicUrl: lms ?? '' } });
  sitting = await reachExam(world, { secureBrowserLevel: level });
}

afterEach(async () => {
  await programs.endAll();
  await sitting.candidate.app.kill();
  await world.close();
  for (const line of lines) await line.close();
  await folder.remove();
});

const held = () =>
  sitting.candidate.app.application.evaluate(({ BrowserWindow, globalShortcut }) => {
    const [window] = BrowserWindow.getAllWindows();
    return {
      kiosk: window?.isKiosk() === true,
      onTop: window?.isAlwaysOnTop() === true,
      maximised: window?.isMaximized() === true,
      grabbed: ['Alt+F2', 'Super+E', 'Control+Alt+T'].filter((keys) =>
        globalShortcut.isRegistered(keys),
      ),
    };
  });

const NOTHING = { kiosk: false, onTop: false, maximised: false, grabbed: [] };

const all = HELD_LEVELS.flatMap((level) =>
  Object.keys(STATES).map((state) => ({ id: `${level} ${state}`, level, state })),
);

// All of them with `npm run escapes`, a choice in the gate.
describe('leaving without network gives the machine back within five seconds', () => {
  it.each(sampleOf(all, 3))(
    'at $level, from $state',
    async ({ level, state }) => {
      await begin(level);
      for (const line of lines) line.cut('refuse');
      await STATES[state]?.();
      const left = await sitting.candidate.leavesExam();
      const journal = path.join(sitting.userData, JOURNAL_NAME);
      await expect
        .poll(
          async () => ({
            ...(await held()),
            journal: existsSync(journal),
            copied: await readSelection('clipboard'),
          }),
          { timeout: 20_000, interval: 100 },
        )
        .toEqual({ ...NOTHING, journal: false, copied: COPIED_BEFORE });
      expect(Date.now() - left).toBeLessThan(GIVES_BACK_WITHIN);
    },
    240_000,
  );
});
