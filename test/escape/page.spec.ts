import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { expectHeld, PAGE_ATTEMPTS } from './support/expectHeld.ts';
import { NOTICES } from './support/hostileOutcomes.ts';
import { HostileVisits, type Surroundings } from './support/hostileVisit.ts';
import { sampleOf } from './support/sample.ts';
import { incidentsInDatabase } from './support/incidentsInDatabase.ts';
import { reachExam, type Sitting } from '../e2e/support/reachExam.ts';
import { FRAME_GETS_NOTHING, tryFromFrame } from '../e2e/support/tryFromFrame.ts';
import { openWorld, type World } from '../e2e/support/world.ts';

/** Two busy cores. */
const SOON = { timeout: 10_000, interval: 100 };

let world: World;
let sitting: Sitting;
let visits: HostileVisits;
let before: Surroundings;
let isOver = false;

const begin = async (): Promise<void> => {
  sitting = await reachExam(world, { secureBrowserLevel: 'high' });
  visits = await HostileVisits.begin(world, sitting);
};

beforeAll(async () => {
  world = await openWorld({
    // The hostile pages themselves are inside the rules; the rest is as in any Moodle exam.
    server: { integration: { urlRules: ['preset:moodle', 'http://127.0.0.1\\:*/hostile/*'] } },
  });
  await begin();
}, 300_000);

beforeEach(async () => {
  before = await visits.surroundings();
});

afterEach(async () => {
  const stands = await Promise.race([
    visits
      .surroundings()
      .then(({ contents, shell }) => contents.length === 2 && shell === before.shell),
    new Promise<false>((resolve) => setTimeout(resolve, 10_000, false)),
  ]).catch(() => false);
  if (stands || isOver) return;
  await sitting.close();
  await begin();
  throw new Error('the sitting did not survive this');
}, 240_000);

afterAll(async () => {
  await sitting.close();
  await world.close();
});

describe('a hostile exam page', () => {
  it.each(sampleOf(PAGE_ATTEMPTS, 5))('$group: $id', async (attempt) => {
    await expectHeld(attempt, { visits, lmsUrl: world.lms.url, before, level: 'high' });
  });
});

/** Opens a panel of our bar and closes it again, in the time a candidate in a hurry has. */
async function usesBar(): Promise<void> {
  const { candidate } = sitting;
  const rules = candidate.app.page.getByRole('button', {
    name: candidate.text('exam.rules'),
    exact: true,
  });
  for (const expanded of ['true', 'false']) {
    await rules.click({ timeout: 2_000 });
    await expect.poll(() => rules.getAttribute('aria-expanded'), SOON).toBe(expanded);
  }
}

const shows = (text: string) => sitting.candidate.app.page.getByText(text).first();

// A frame of another site is another process: crossSiteFrame.spec.ts.
describe('a frame of another origin', () => {
  it('gets no more than the page', async () => {
    await visits.visit('bridge');
    const url = new URL(world.lms.elsewhereUrl).href;
    const mark = visits.noticeMark;
    await visits.exam.evaluate((src) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src }));
    }, url);
    await expect
      .poll(() => visits.exam.evaluate(() => document.readyState, null, url).catch(String), SOON)
      .toBe('complete');
    expect(await visits.exam.evaluate(tryFromFrame, null, url)).toEqual(FRAME_GETS_NOTHING);
    await expect
      .poll(() => [...new Set(visits.noticesSince(mark))].sort(), SOON)
      .toEqual(['permission_blocked', 'print_blocked', 'window_blocked']);
    expect(await visits.exam.url()).toContain('/hostile/bridge');
  });
});

describe('a page that is a nuisance', () => {
  it('by a question gets the candidate’s answer', async () => {
    await visits.visit('bridge');
    const exam = await sitting.candidate.app.foreignPage();
    const leave = (): void => undefined;
    exam.on('dialog', leave);
    for (const [key, answer] of [
      ['exam.asks.yes', true],
      ['exam.asks.no', false],
    ] as const) {
      await visits.exam.evaluate(() => {
        setTimeout(() => Reflect.set(window, '__said', confirm('Hand in all the same?')));
      }, null);
      await shows('Hand in all the same?').waitFor();
      await sitting.candidate.presses(key);
      await expect
        .poll(
          () => visits.exam.evaluate(() => Reflect.get(window, '__said') as unknown, null),
          SOON,
        )
        .toBe(answer);
    }
    exam.off('dialog', leave);
  });

  it.each(['message-flood', 'history-tricks', 'title-spoof', 'console-flood', 'memory-hunger'])(
    'by %s leaves our window as it is',
    async (id) => {
      const { atLoad, pressed } = await visits.visit(id);
      expect([atLoad.result, pressed.result]).toEqual(['survived', 'survived']);
      await usesBar();
      expect(await visits.surroundings()).toEqual(before);
    },
  );

  it('by alerts is heard three times, beside a bar that works, and no more', async () => {
    const exam = await sitting.candidate.app.foreignPage();
    // Who asked lately is heard less often: the question before this is past.
    await wait(10_000);
    // Without this the test driver itself would answer them.
    const leave = (): void => undefined;
    exam.on('dialog', leave);
    await visits.goTo('alert-loop');
    for (const count of [0, 1, 2]) {
      await shows(`Call this number now (${String(count)})`).waitFor();
      await usesBar();
      await sitting.candidate.presses('exam.asks.yes');
    }
    await expect
      .poll(
        () => visits.exam.evaluate(() => document.getElementById('outcome')?.textContent, null),
        SOON,
      )
      .toContain('5 alerts');
    expect(await visits.surroundings()).toEqual(before);
    exam.off('dialog', leave);
  });

  it('by hanging keeps nobody from the bar', async () => {
    await visits.goTo('hang', '&seconds=4');
    await usesBar();
    await expect
      .poll(
        () => visits.exam.evaluate(() => Reflect.get(window, '__hostile') as unknown, null),
        SOON,
      )
      .toMatchObject({ result: 'survived' });
  });

  it('by never answering again is said to, and begun anew at the candidate’s wish', async () => {
    await visits.visit('bridge');
    await visits.exam.evaluate(() => {
      Reflect.set(window, '__mark', true);
      setTimeout(() => {
        for (;;);
      }, 100);
    }, null);
    await shows(sitting.candidate.text('exam.unresponsive.notice')).waitFor({ timeout: 40_000 });
    await usesBar();
    await sitting.candidate.presses('exam.unresponsive.action');
    await expect
      .poll(
        () =>
          visits.exam
            .evaluate(() => ['__mark' in window, location.pathname].join(' '), null)
            .catch(String),
        { timeout: 20_000 },
      )
      .toBe('false /hostile/bridge');
  });
});

describe('after all of it', () => {
  it('the same holds in a page that crashed and came back', async () => {
    const mark = visits.noticeMark;
    await sitting.candidate.app.application.evaluate(({ webContents }) => {
      webContents
        .getAllWebContents()
        .find((each) => each.getURL().startsWith('http'))
        ?.forcefullyCrashRenderer();
    });
    await expect.poll(() => visits.noticesSince(mark), SOON).toContain('page_recovered');
    await expect
      .poll(() => visits.exam.evaluate(() => document.readyState, null).catch(String), SOON)
      .toBe('complete');
    for (const id of ['print', 'window-close', 'navigate-elsewhere', 'file-input']) {
      const { pressed, notices, landings } = await visits.visit(id);
      expect({ id, result: pressed.result, landings }).toEqual({
        id,
        result: 'refused',
        landings: [],
      });
      expect([...new Set(notices)]).toEqual(NOTICES.get(id) ?? []);
    }
  });

  it('the candidate finishes, a trap at the exit or not, and the server knows what was tried', async () => {
    isOver = true;
    await visits.visit('beforeunload-trap');
    await sitting.candidate.finishesExam();
    await sitting.candidate.seesEnd();
    expect((await visits.surroundings()).contents).toEqual(['app']);
    const { sessionId } = sitting;
    expect(world.statuses(sessionId).at(-1)).toBe('exam_finished');
    await world.server.stop();
    const incidents = await incidentsInDatabase(world.folder, sessionId);
    const blocked = [...new Set([...NOTICES.values()].flat())];
    expect([...incidents.keys()]).toEqual(
      expect.arrayContaining([...blocked, 'exam_page_unresponsive', 'exam_page_crashed']),
    );
    // A page that tries a thousand times is told of a few times a minute.
    for (const kind of blocked) expect(incidents.get(kind)).toBeLessThan(60);
  });
});
