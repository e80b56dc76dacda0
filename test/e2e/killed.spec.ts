import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesQuestions } from './support/answerQuiz.ts';
import { openApp, type RunningApp } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { incidentsInDatabase, photosInDatabase } from '../escape/support/incidentsInDatabase.ts';
import { ownFolder } from './support/folders.ts';
import { reachExam } from './support/reachExam.ts';
import { postStart } from './support/start.ts';
import { openWorld, type World } from './support/world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(async () => {
  await world.close();
});

/** Each stage: how to get to it, and what the candidate sees there. */
const STAGES: readonly {
  readonly name: string;
  readonly go: (candidate: Candidate) => Promise<void>;
  readonly sees: string;
}[] = [
  { name: 'session', go: () => Promise.resolve(), sees: 'session.title' },
  { name: 'checks', go: (candidate) => candidate.consents(), sees: 'checks.title' },
  { name: 'setup', go: (candidate) => candidate.passesChecks(), sees: 'setup.photo.face.title' },
  {
    name: 'setup, photo sent',
    go: (candidate) => candidate.sendsPhoto('face'),
    sees: 'setup.rules.title',
  },
  { name: 'start', go: (candidate) => candidate.readsRules(), sees: 'setup.start.title' },
];

describe('the app, killed', () => {
  it('comes back in each stage before the exam where it was, by the same start', async () => {
    const start = await world.lms.addSample('start-on-campus-high', {
      sessionId: 'killed-in-each-stage',
      language: 'en',
      allowVirtualEnvironment: true,
    });
    const userData = await ownFolder('killed');
    const open = async (): Promise<RunningApp> =>
      openApp({ userData: userData.path, link: (await postStart(start)).deepLink });
    let app = await open();
    await new Candidate(app, 'en').confirmsServer();
    for (const stage of STAGES) {
      const candidate = new Candidate(app, 'en');
      await stage.go(candidate);
      await candidate.sees(stage.sees);
      await app.kill();
      app = await open();
      await new Candidate(app, 'en').sees(stage.sees);
    }
    const candidate = new Candidate(app, 'en');
    await candidate.startsExam();
    await candidate.beginsAttempt();
    await candidate.finishesExam();
    await candidate.seesEnd();
    await app.kill();
    await userData.remove();
    expect(world.statuses('killed-in-each-stage')).toEqual([
      'registered',
      'after_check_req',
      'in_setup',
      'exam_started',
      'exam_finished',
    ]);
  }, 420_000);

  it('comes back into the running exam with the right time left and its answers', async () => {
    const sitting = await reachExam(world);
    await sitting.exam.locator('input[type="text"]:visible').first().fill('kept by the quiz');
    await sitting.exam.locator('#save-state[data-state=saved]').waitFor();
    const before = await timeLeft(sitting.candidate);
    await sitting.candidate.app.kill();
    const app = await openApp({ userData: sitting.userData, link: await sitting.link() });
    const candidate = new Candidate(app, 'en');
    const exam = await app.foreignPage();
    await exam.getByRole('button', { name: /attempt/i }).click();
    await seesQuestions(exam);
    expect(await exam.locator('input[type="text"]:visible').first().inputValue()).toBe(
      'kept by the quiz',
    );
    const after = await timeLeft(candidate);
    expect(after).toBeLessThanOrEqual(before);
    expect(before - after).toBeLessThan(120);
    await candidate.finishesExam();
    await candidate.seesEnd();
    await app.close();
    expect(world.statuses(sitting.sessionId)).toEqual([
      'registered',
      'after_check_req',
      'in_setup',
      'exam_started',
      'exam_finished',
    ]);
  }, 300_000);
});

describe('the server, killed in mid-exam', () => {
  it('is not noticed by the exam, and accepts everything once when it is back', async () => {
    const sitting = await reachExam(world);
    const field = sitting.exam.locator('input[type="text"]:visible').first();
    await field.fill('typed before');
    await world.restartServer();
    expect(await field.inputValue()).toBe('typed before');
    await sitting.candidate.finishesExam();
    await sitting.candidate.seesEnd();
    expect(world.statuses(sitting.sessionId)).toEqual([
      'registered',
      'after_check_req',
      'in_setup',
      'exam_started',
      'exam_finished',
    ]);
    await sitting.close();
  }, 300_000);
});

/** Seconds that the exam bar shows. */
async function timeLeft(candidate: Candidate): Promise<number> {
  const timer = candidate.app.page.getByRole('timer').first();
  const text = await timer.innerText();
  const parts = (/(\d+)(?::(\d+))?(?::(\d+))?/.exec(text) ?? [])
    .slice(1)
    .filter(Boolean)
    .map(Number);
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}

describe('the log of an app that was killed in every stage', () => {
  it('is whole for the server: nothing missing, nothing twice, every photo named', async () => {
    await world.server.stop();
    const incidents = await incidentsInDatabase(world.folder, 'killed-in-each-stage');
    const faults = ['log_gap', 'log_forked', 'log_refused', 'photo_unlogged'];
    expect([...incidents.keys()].filter((kind) => faults.includes(kind))).toEqual([]);
    // It is the session of that name, and its photos did come.
    expect(await photosInDatabase(world.folder, 'killed-in-each-stage')).toBeGreaterThan(0);
  });
});
