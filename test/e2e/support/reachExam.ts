import type { Page } from 'playwright';
import { openApp, type AppOptions } from './app.ts';
import { seesQuestions } from './answerQuiz.ts';
import { Candidate, type AtStage } from './candidate.ts';
import { ownFolder } from './folders.ts';
import { postStart } from './start.ts';
import type { World } from './world.ts';

export interface Sitting {
  readonly candidate: Candidate;
  readonly exam: Page;
  readonly sessionId: string;
  readonly userData: string;
  /** A new ticket of the same start, as the LMS's start page would give. */
  link(): Promise<string>;
  close(): Promise<void>;
}

/** The parameters that change nothing about lockdown but shorten the way to the exam page. */
const SHORT = { language: 'en', identification: 'skip', allowVirtualEnvironment: true };

let sessions = 0;

/** Leads a candidate of the on-campus sample to the first question of the quiz. */
export async function reachExam(
  world: World,
  overrides: Readonly<Record<string, unknown>> = {},
  { atStage, ...options }: Partial<AppOptions> & { readonly atStage?: AtStage } = {},
): Promise<Sitting> {
  sessions += 1;
  const start = await world.lms.addSample('start-on-campus-high', {
    ...SHORT,
    sessionId: `sitting-${String(process.pid)}-${String(sessions)}`,
    ...overrides,
  });
  const folder = await ownFolder('sitting');
  const { deepLink, sessionId } = await postStart(start);
  const app = await openApp({ userData: folder.path, link: deepLink, ...options });
  const candidate = new Candidate(app, 'en', atStage);
  await candidate.confirmsServer();
  await candidate.consents();
  await candidate.passesChecks();
  await candidate.readsRules();
  await candidate.startsExam();
  const exam = await candidate.beginsAttempt();
  await seesQuestions(exam);
  return {
    candidate,
    exam,
    sessionId,
    userData: folder.path,
    link: async () => (await postStart(start)).deepLink,
    async close() {
      await app.close();
      await folder.remove();
    },
  };
}
