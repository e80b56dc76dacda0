import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { textLanguageFor } from '../../contract/text/app.ts';
import { answerQuiz } from './support/answerQuiz.ts';
import { openApp, pictureFile, screenPicture } from './support/app.ts';
import { Candidate } from './support/candidate.ts';
import { ownFolder } from './support/folders.ts';
import { postStart } from './support/start.ts';
import { openWorld, type World } from './support/world.ts';

/** The whole story has to be told within this time (milliseconds). */
const STORY_TAKES = 12 * 60_000;

/**
 * One candidate takes one exam, from the LMS's start to the finish, in the real app: prints every
 * status as the server records it and leaves a picture of every stage. Run by `npm start` where
 * there is no display.
 */
async function tellStory(): Promise<void> {
  const world = await openWorld({
    onStatus: ({ status, at }) => {
      say(`status ${status} ${at}`);
    },
  });
  const userData = await ownFolder('candidate');
  try {
    await takeExam(world, userData.path);
  } finally {
    await Promise.all([world.close(), userData.remove()]);
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function takeExam(world: World, userData: string): Promise<void> {
  say(`server: ${world.server.url}`);
  say(`sample LMS: ${world.lms.url}`);
  // This machine may be a virtual one, and the story is about an exam that takes place.
  const start = await world.lms.addSample('start-on-campus-high', {
    allowVirtualEnvironment: true,
  });
  const { deepLink, sessionId } = await postStart(start);
  const pictures = path.dirname(pictureFile('picture'));
  await mkdir(pictures, { recursive: true });
  let count = 0;
  const nextPicture = (stage: string): string => {
    count += 1;
    return pictureFile(`${String(count).padStart(2, '0')}-${stage}`);
  };
  const takePicture = async (stage: string, page: Page): Promise<void> => {
    await page.screenshot({ path: nextPicture(stage), animations: 'disabled' });
  };
  const app = await openApp({ userData, link: deepLink });
  try {
    const candidate = new Candidate(
      app,
      textLanguageFor(String(start.parameters['language'])),
      takePicture,
    );
    await candidate.confirmsServer();
    await candidate.consents();
    await candidate.passesChecks();
    await candidate.sendsPhoto('face');
    await candidate.readsRules();
    await candidate.startsExam();
    const exam = await candidate.beginsAttempt();
    await answerQuiz(exam, async (page) => {
      await writeFile(nextPicture(`exam-${page}`), await screenPicture(app));
    });
    await candidate.seesEnd();
  } finally {
    await app.close();
  }
  const seen = world.statuses(sessionId);
  const expected = ['registered', 'after_check_req', 'in_setup', 'exam_started', 'exam_finished'];
  if (seen.join() !== expected.join()) {
    throw new Error(`the server saw ${seen.join(', ')}; expected ${expected.join(', ')}`);
  }
  say(`pictures: ${pictures}`);
  say('The candidate has taken the exam, and the machine is as it was.');
}

const watchdog = setTimeout(() => {
  process.stderr.write('the story took longer than 12 minutes\n');
  process.exit(1);
}, STORY_TAKES);
await tellStory();
clearTimeout(watchdog);
