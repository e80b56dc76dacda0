import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownFolder } from '../e2e/support/folders.ts';
import { expectHeld, PAGE_ATTEMPTS } from './support/expectHeld.ts';
import { HostileVisits, type Surroundings } from './support/hostileVisit.ts';
import {
  COPIED_BEFORE,
  keyAttemptsAt,
  LOWER_LEVELS,
  programAttemptsAt,
} from './support/levelAttempts.ts';
import { closeOtherWindows, Programs, run } from './support/programs.ts';
import { keepsPromise, recordOutcome } from './support/record.ts';
import { sampleOf } from './support/sample.ts';
import { Scene } from './support/scene.ts';
import { startBystander, type Bystander } from './support/bystander.ts';
import { otherPrograms, type Try } from './support/tries.ts';
import type { Attempt } from './support/attempt.ts';

/** One of them in the gate. */
const levels = sampleOf(
  LOWER_LEVELS.map((level) => ({ id: level, level })),
  1,
);

describe.each(levels)('at $level', ({ level }) => {
  let scene: Scene;
  let bystander: Bystander;
  let folder: Awaited<ReturnType<typeof ownFolder>>;
  const programs = new Programs();
  const outside = new Programs();
  const others = otherPrograms({
    programs,
    folder: () => folder.path,
    mainPid: () => scene.sitting.candidate.app.application.process().pid ?? 0,
  });
  const typed = (): Promise<string> => scene.standing().then((standing) => standing.typed);

  beforeAll(async () => {
    folder = await ownFolder('escape');
    bystander = await startBystander();
    outside.start('sh', '-c', `printf "${COPIED_BEFORE}" | xclip -selection clipboard -loops 0`);
    scene = await Scene.open(level, {
      urlRules: ['preset:moodle', 'http://127.0.0.1\\:*/hostile/*'],
    });
  }, 300_000);
  beforeEach(() => scene.focusExam());
  afterEach(() => programs.endAll());
  afterAll(async () => {
    await scene.close();
    await outside.endAll();
    bystander.end();
    await folder.remove();
  });

  /** The candidate ends what is there and comes back to the exam, which below high nobody fetches. */
  async function comesBack(): Promise<void> {
    await programs.endAll();
    await closeOtherWindows();
    await run('wmctrl', ['-s', '0']);
    await run('wmctrl', ['-n', '1']);
    await run('wmctrl', ['-x', '-a', 'invigil']);
    if (level === 'medium')
      await run('wmctrl', ['-x', '-r', 'invigil', '-b', 'add,maximized_vert,maximized_horz']);
    // A question whether to leave is answered by going on.
    await run('xdotool', ['key', 'Escape']);
    await scene.correctAnswer();
    await scene.focusExam();
  }

  async function judge(row: Attempt, attempt: Try): Promise<void> {
    const judged = await scene.outcomeOf(attempt, comesBack, row.promise);
    const isLimit = row.promise === 'OS limit' && judged === 'allowed by level';
    const outcome = isLimit ? 'OS limit' : judged;
    recordOutcome(row, outcome);
    expect(keepsPromise(row, outcome), `${outcome} ${scene.detail}`).toBe(true);
  }

  it.each(sampleOf(keyAttemptsAt(level), 2))('$keys ($words)', async ({ keys, ...row }) => {
    await judge(row, async () => {
      await run('xdotool', ['key', keys]);
      return undefined;
    });
  });

  const attempts = programAttemptsAt(level, others, typed);
  const isKill = ({ id }: Attempt): boolean => id.startsWith('kill-');

  it.each(
    sampleOf(
      attempts.filter((each) => !isKill(each)),
      5,
    ),
  )('$id: $words', async ({ attempt, ...row }) => {
    await judge(row, attempt);
  });

  describe('a hostile exam page', () => {
    let visits: HostileVisits;
    let before: Surroundings;

    beforeAll(async () => {
      visits = await HostileVisits.begin(scene.world, scene.sitting);
    });
    beforeEach(async () => {
      before = await visits.surroundings();
    });

    it.each(sampleOf(PAGE_ATTEMPTS, 1))('$group: $id', async (attempt) => {
      await expectHeld(attempt, { visits, lmsUrl: scene.world.lms.url, before, level });
    });
  });

  // Last: the test driver itself gives a page up whose process ended.
  it.each(sampleOf(attempts.filter(isKill), 1))('$id: $words', async ({ attempt, ...row }) => {
    await judge(row, attempt);
  });
});
